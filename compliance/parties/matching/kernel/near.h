/* Every listed token that resembles a searched one: vocabulary.py and similarity.py in C. */

/* Optimal string alignment by bits (Hyyro 2003), for words of fewer than 64 letters. */
static int osa(const u64 *where, int length, const u8 *other, int other_length)
{
    u64 vp = ~0ull, vn = 0, d0 = 0, before = 0;
    int distance = length;
    for (int i = 0; i < other_length; i++) {
        u64 here = where[other[i] - 'a'];
        u64 swapped = ((~d0 & here) << 1) & before;
        d0 = (((here & vp) + vp) ^ vp) | here | vn | swapped;
        u64 hp = vn | ~(d0 | vp), hn = d0 & vp;
        distance += (int)(hp >> (length - 1) & 1) - (int)(hn >> (length - 1) & 1);
        hp = hp << 1 | 1;
        hn <<= 1;
        vp = hn | ~(d0 | hp);
        vn = hp & d0;
        before = here;
    }
    return distance;
}

static int same_letters(const u8 *left, const u8 *right, int length)
{
    signed char count[26] = {0};
    for (int i = 0; i < length; i++) { count[left[i] - 'a']++; count[right[i] - 'a']--; }
    for (int i = 0; i < 26; i++) if (count[i]) return 0;
    return 1;
}

static int base_length(const u8 *text, int length)
{
    while (length && (text[length - 1] == '.' || text[length - 1] == ',')) length--;
    return length;
}

static int add_near(Near *out, int count, u32 token, int similarity, i64 least)
{
    if (similarity < least) return count;
    for (int i = 0; i < count; i++)
        if (out[i].token == token) {
            if (out[i].similarity < similarity) out[i].similarity = similarity;
            return count;
        }
    out[count].token = token;
    out[count].similarity = similarity;
    return count + 1;
}

static u8 class_of(const u8 *text, int length)
{
    u8 last = text[length - 1];
    return last == '.' || last == ',' ? last : 0;
}

static int near_same(const Kernel *k, const u8 *text, int length, u32 hash, Near *out)
{
    static const u8 classes[3] = {0, '.', ','};
    int count = 0;
    if (!is_dense(text)) {
        i64 token = find(k, text, length, hash);
        return token < 0 ? 0 : add_near(out, 0, (u32)token, 1000, 0);
    }
    u8 base[80];
    int bare = base_length(text, length);
    if (bare > 70) return 0;
    memcpy(base, text, bare);
    for (int i = 0; i < 3; i++) {
        int size = bare + (i > 0);
        if (i) base[bare] = classes[i];
        i64 token = find(k, base, size, crc(base, size)), worth = is_marked(text) ? k->by.pinyin : 1000;
        if (classes[i] != class_of(text, length)) worth = worth * k->by.other_class / 1000;
        if (token >= 0) count = add_near(out, count, (u32)token, (int)worth, 0);
    }
    return count;
}

/* Listed tokens that have a key of this one, but for those that are the same. */
static int near_alike(const Kernel *k, const Query *q, int place, const u8 *text, int length, Near *out,
                      int count)
{
    const Key *keys = (const Key *)(q->token[place] + 1);
    int same = count, dense = is_dense(text);
    for (u32 at = 0; at < q->token[place]->keys; at++)
        for (i64 i = lower(k->a.alike_key, k->a.alikes, keys[at].number);
             i < k->a.alikes && k->a.alike_key[i] == keys[at].number; i++) {
            u32 token = k->a.alike_value[i];
            i64 worth = same ? keys[at].worth >> 16 : keys[at].worth & 0xFFFF;
            int known = 0;
            for (int j = 0; j < same; j++) known |= out[j].token == token;
            if (known) continue;
            if (dense) {
                const u8 *other;
                int size = text_of(k, token, &other);
                if (class_of(other, size) != class_of(text, length))
                    worth = worth * k->by.other_class / 1000;
            }
            count = add_near(out, count, token, (int)worth, k->by.least);
        }
    return count;
}

/* Syllables one letter away from a marked token that is none; they stand after the spellings. */
static int near_strange(const Kernel *k, const u8 *text, int length, Near *out, int count)
{
    u64 where[26] = {0};
    int bare = base_length(text, length) - 1;
    for (int i = 0; i < bare; i++) where[text[i + 1] - 'a'] |= 1ull << i;
    for (i64 token = k->a.spellings; token < k->a.tokens; token++) {
        const u8 *other;
        int size = text_of(k, (u32)token, &other);
        if (!is_marked(other)) break;
        size = base_length(other, size) - 1;
        if (other[0] != text[0] || size > bare + 1 || size < bare - 1 || other[size] == OLDER) continue;
        if (osa(where, bare, other + 1, size) == 1)
            count = add_near(out, count, (u32)token, (int)k->by.strange, k->by.least);
    }
    return count;
}

static int grams_of(const u8 *text, int length, u32 *out)
{
    int count = 0;
    for (int i = 0; i <= length; i++) {
        u32 left = i ? text[i - 1] - 'a' + 1u : 0, right = i < length ? text[i] - 'a' + 1u : 0;
        u32 gram = left * CODES + right;
        int known = 0;
        for (int j = 0; j < count; j++) known |= out[j] == gram;
        if (!known) out[count++] = gram;
    }
    return count;
}

typedef struct { const u32 *value; i64 size; } Slice;

static int bits_of(u32 bits)
{
    bits -= bits >> 1 & 0x55555555u;
    bits = (bits & 0x33333333u) + (bits >> 2 & 0x33333333u);
    return (int)((((bits + (bits >> 4)) & 0x0f0f0f0fu) * 0x01010101u) >> 24);
}

static u32 letters_of(const u8 *text, int length)
{
    u32 letters = 0;
    for (int i = 0; i < length; i++) letters |= 1u << (text[i] - 'a');
    return letters;
}

static int near_misspelt(Kernel *k, const u8 *text, int length, int edits, int syllable, int known,
                         Near *out, int count)
{
    u32 grams[80];
    u64 where[26] = {0};
    if (!edits) return count;
    if (is_marked(text)) return near_strange(k, text, length, out, count);
    if (!is_spelling(text, length)) return count;
    int distinct = grams_of(text, length, grams), shared = distinct - 3 * edits;
    u32 low = k->first_of_length[length - edits], high = k->first_of_length[length + edits + 1];
    int touched = 0, skipped = shared > 2 ? shared - 2 : 0;
    Slice slices[80];
    for (int i = 0; i < distinct; i++) {
        const u32 *value = k->a.gram_value + k->a.gram_start[grams[i]];
        i64 size = k->a.gram_start[grams[i] + 1] - k->a.gram_start[grams[i]];
        i64 first = lower(value, size, low);
        Slice slice = {value + first, lower(value + first, size - first, high)};
        int at = i;
        for (; at && slice.size < slices[at - 1].size; at--) slices[at] = slices[at - 1];
        slices[at] = slice;
    }
    /* Leaving out the longest lists lowers what must be shared by as many. */
    for (int i = 0; i < distinct - skipped; i++)
        for (i64 j = 0; j < slices[i].size; j++) k->gram_count[slices[i].value[j]]++;
    shared -= skipped;
    for (int i = 0; i < distinct - skipped; i++)
        for (i64 j = 0; j < slices[i].size; j++) {
            u32 token = slices[i].value[j];
            k->touched[touched] = token;
            touched += k->gram_count[token] >= shared;
            k->gram_count[token] = 0;
        }
    for (int i = 0; i < length; i++) where[text[i] - 'a'] |= 1ull << i;
    u32 letters = letters_of(text, length);
    int from = count;
    for (int i = 0; i < touched; i++) {
        u32 token = k->touched[i], marks = k->a.token_letters[token];
        /* An edit adds one letter to the set and takes one away at most. */
        if (bits_of((marks & ~SYLLABLE & ~PINYIN) ^ letters) > 2 * edits) continue;
        if (syllable == 2 && marks & SYLLABLE) continue;
        const u8 *other;
        int size = text_of(k, token, &other), distance = osa(where, length, other, size);
        if (distance > edits || !distance) continue;
        int is_pinyin = length < PINYIN_LONG && syllable && marks & (SYLLABLE | PINYIN);
        if (distance > 1 && is_pinyin) continue;
        i64 slope = size == length && same_letters(text, other, size) ? k->by.swap_slope
                                                                     : k->by.typo_slope;
        int worth = (int)(1000 - slope * distance / (size > length ? size : length));
        if (is_pinyin) worth = (int)(worth * k->by.pinyin_slip / 1000);
        if (known) worth = (int)(worth * k->by.real_word / 1000);
        if (worth < k->by.least) continue;
        int kept = 0;
        for (int j = 0; j < from && !kept; j++)
            if (out[j].token == token) {
                kept = 1;
                if (out[j].similarity < worth) out[j].similarity = worth;
            }
        if (!kept) { out[count].token = token; out[count++].similarity = worth; }
    }
    return count;
}

/* Every listed token that resembles this one; kept for the next search that asks. */
static const Cached *near_to(Kernel *k, const Query *q, int place)
{
    const u8 *text = q->bytes + q->start[place];
    int length = (int)(q->start[place + 1] - q->start[place]);
    const Asked *asked = q->token[place];
    Cached *slot = &k->cache[asked->hash % CACHE];
    int fits = length <= (int)sizeof slot->text;
    if (slot->near && fits && slot->hash == asked->hash && slot->length == length &&
        !memcmp(slot->text, text, length))
        return slot;
    int count = near_same(k, text, length, asked->hash, k->scratch), known = count > 0;
    count = near_alike(k, q, place, text, length, k->scratch, count);
    count = near_misspelt(k, text, length, (int)asked->edits, (int)asked->syllable, known,
                          k->scratch, count);
    Near *kept = malloc(sizeof(Near) * (count + 1));
    if (!kept) return 0;
    memcpy(kept, k->scratch, sizeof(Near) * count);
    free(slot->near);
    slot->near = kept;
    slot->count = count;
    slot->hash = asked->hash;
    slot->length = fits ? length : -1;
    if (fits) memcpy(slot->text, text, length);
    return slot;
}

static i64 weight_of(const Kernel *k, i64 known, u32 ceiling, const Near *near, int count)
{
    i64 most = -1;
    if (known >= 0) return k->a.token_weight[known];
    for (int i = 0; i < count; i++)
        if (near[i].similarity >= LEAST_CLOSE && k->a.token_weight[near[i].token] > most)
            most = k->a.token_weight[near[i].token];
    return most >= 0 && most < ceiling ? most : ceiling;
}
