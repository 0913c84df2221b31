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

static int add_near(Near *out, int count, Near one, i64 least)
{
    if (one.similarity < least) return count;
    for (int i = 0; i < count; i++)
        if (out[i].token == one.token) {
            if (out[i].similarity < one.similarity) out[i] = one;
            return count;
        }
    out[count] = one;
    return count + 1;
}

static Near a_near(i64 token, i64 similarity)
{
    Near one = {(u32)token, (uint16_t)similarity, 0};
    return one;
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
        return token < 0 ? 0 : add_near(out, 0, a_near(token, 1000), 0);
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
        if (token >= 0) count = add_near(out, count, a_near(token, worth), 0);
    }
    return count;
}

/* Listed tokens that have a key of this one, but for those that are the same; the first keys only where `shared`
   says that some list may have them. */
static int near_alike(const Kernel *k, const Query *q, int place, u64 shared, const u8 *text, int length, Near *out,
                      int count)
{
    const Key *keys = (const Key *)(q->token[place] + 1);
    int same = count, dense = is_dense(text);
    for (u32 at = 0; at < q->token[place]->keys; at++) {
        if (at < 64 && !(shared >> at & 1)) continue;
        for (i64 i = first_of(&k->alike, keys[at].number);
             i < k->alike.count && k->alike.key[i] == keys[at].number; i++) {
            u32 token = k->alike.value[i];
            i64 worth = same ? (keys[at].worth & ~IS_VARIANT) >> 16 : keys[at].worth & 0xFFFF;
            int known = 0;
            for (int j = 0; j < same; j++) known |= out[j].token == token;
            if (known) continue;
            if (dense) {
                const u8 *other;
                int size = text_of(k, token, &other);
                if (class_of(other, size) != class_of(text, length))
                    worth = worth * k->by.other_class / 1000;
            }
            Near one = a_near(token, worth);
            one.respelt = same && keys[at].worth & IS_VARIANT && worth < RESPELT;
            count = add_near(out, count, one, k->by.least);
        }
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
            count = add_near(out, count, a_near(token, k->by.strange), k->by.least);
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

/* Bigrams of a word that as many edits break at most where the other word is `longer`: an insertion breaks
   one, a deletion two, a swap of neighbours three. */
static int broken(int edits, int longer)
{
    return longer < 0 ? 3 * (edits + longer) - 2 * longer : 3 * (edits - longer) + longer;
}

/* Words of one length that may be within reach, by bigrams: those of the longest lists need not be counted. */
static int sharing(Grams *g, const u32 *grams, int distinct, int size, int lost)
{
    int lists = lost + 2 < distinct ? lost + 2 : distinct, need = lists - lost, touched = 0;
    for (int i = 0; i < lists; i++) {
        const u32 *at = g->at[grams[i]] + size;
        for (u32 j = at[0]; j < at[1]; j++) g->shared[g->value[j]]++;
    }
    for (int i = 0; i < lists; i++) {
        const u32 *at = g->at[grams[i]] + size;
        for (u32 j = at[0]; j < at[1]; j++) {
            u32 word = g->value[j];
            g->touched[touched] = word;
            touched += g->shared[word] >= need;
            g->shared[word] = 0;
        }
    }
    return touched;
}

/* The bigrams of a word, those of the fewest listed words first. */
static int rarest_first(const Grams *g, const u8 *text, int length, u32 *grams)
{
    int distinct = grams_of(text, length, grams);
    for (int i = 1; i < distinct; i++) {
        u32 gram = grams[i], size = g->start[gram + 1] - g->start[gram];
        int at = i;
        for (; at && size < g->start[grams[at - 1] + 1] - g->start[grams[at - 1]]; at--) grams[at] = grams[at - 1];
        grams[at] = gram;
    }
    return distinct;
}

/* What a listed word so many edits away, and so much longer, is worth as a misspelling; 0 for too little. */
static uint16_t slip_worth(const Calibration *by, const Grams *g, const u8 *text, int length, u32 word, int longer,
                           int distance, int syllable, int known)
{
    const u8 *other = g->bytes + g->text[word];
    int is_pinyin = length < PINYIN_LONG && syllable && g->letters[word] & (SYLLABLE | PINYIN);
    if (distance > 1 && is_pinyin) return 0;
    i64 slope = !longer && same_letters(text, other, length) ? by->swap_slope : by->typo_slope;
    int worth = (int)(1000 - slope * distance / (longer > 0 ? length + longer : length));
    if (is_pinyin) worth = (int)(worth * by->pinyin_slip / 1000);
    if (known) worth = (int)(worth * by->real_word / 1000);
    return (uint16_t)(worth < by->least ? 0 : worth);
}

/* Chains a word that is near by spelling to the others of each list that has it. */
static int add_slip(Lists *all, Slip slip, u32 word, int count)
{
    Member alone = {0, word};
    const Member *member = &alone, *end = member + 1;
    if (all->members) {
        member = all->members + all->member_at[word];
        end = all->members + all->member_at[word + 1];
    }
    for (; member < end; member++) {
        slip.token = member->token;
        slip.next = all->first_slip[member->list];
        all->slips[count] = slip;
        all->first_slip[member->list] = count++;
    }
    return count;
}

/* Every listed word that this one may misspell, chained by list. */
static void find_slips(Lists *all, const u8 *text, int length, int edits, int syllable)
{
    u32 grams[80];
    u64 where[26] = {0};
    Grams *g = &all->grams;
    const Calibration *by = &all->list[0]->by;
    int distinct = rarest_first(g, text, length, grams), count = 0;
    for (int i = 0; i < length; i++) where[text[i] - 'a'] |= 1ull << i;
    u32 letters = letters_of(text, length);
    for (int longer = -edits; longer <= edits && length + longer < WORD_MAX; longer++) {
        int size = length + longer, touched = sharing(g, grams, distinct, size, broken(edits, longer));
        int apart = 2 * edits - (longer < 0 ? -longer : longer);
        for (int i = 0; i < touched; i++) {
            u32 word = g->touched[i], marks = g->letters[word];
            /* An edit adds a letter to the set and takes one away at most, an insertion or deletion does either. */
            if (bits_of((marks & ~SYLLABLE & ~PINYIN) ^ letters) > apart) continue;
            if (syllable == 2 && marks & SYLLABLE) continue;
            int distance = osa(where, length, g->bytes + g->text[word], size);
            if (distance > edits || !distance) continue;
            Slip slip = {0, slip_worth(by, g, text, length, word, longer, distance, syllable, 0),
                         slip_worth(by, g, text, length, word, longer, distance, syllable, 1), -1};
            if (slip.worth || slip.known) count = add_slip(all, slip, word, count);
        }
    }
}

/* Adds the misspelt words of one list, each of which is met once by spelling alone, and empties its chain. */
static int near_misspelt(Lists *all, int list, int known, Near *out, int count)
{
    int from = count;
    for (int i = all->first_slip[list]; i >= 0; i = all->slips[i].next) {
        const Slip *slip = &all->slips[i];
        int worth = known ? slip->known : slip->worth, at = 0;
        if (!worth) continue;
        while (at < from && out[at].token != slip->token) at++;
        if (at == from) {
            at = count++;
            out[at].similarity = 0;
        }
        if (out[at].similarity < worth) out[at] = a_near(slip->token, worth);
    }
    all->first_slip[list] = -1;
    return count;
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

/* Every token of one list that resembles this one, and what it weighs. */
static Met met_on(Lists *all, int list, const Query *q, int place, u64 shared, u32 first)
{
    const Kernel *k = all->list[list];
    const Asked *asked = q->token[place];
    const u8 *text = q->bytes + q->start[place];
    int length = (int)asked->length;
    Near *out = all->scratch + first;
    int count = near_same(k, text, length, asked->hash, out), known = count > 0;
    count = near_alike(k, q, place, shared, text, length, out, count);
    if (asked->edits && is_marked(text)) count = near_strange(k, text, length, out, count);
    count = near_misspelt(all, list, known, out, count);
    Met met = {known ? (int)out[0].token : -1, 0, first, (u32)count, 0};
    if (is_dense(text)) met.known = (int)find(k, text, length, asked->hash);
    met.weight = (u32)weight_of(k, met.known, asked->ceiling, out, count);
    for (int i = 0; i < count; i++) {
        u32 matched = k->a.token_weight[out[i].token] * (u32)out[i].similarity;
        if (met.best < matched) met.best = matched;
    }
    return met;
}

static void free_word(Cached *word)
{
    if (word) free(word->near);
    free(word);
}

/* Every listed token that resembles this one. */
static Cached *made_near(Lists *all, const Query *q, int place)
{
    const Asked *asked = q->token[place];
    const u8 *text = q->bytes + q->start[place];
    int length = (int)asked->length, spelt = is_spelling(text, length);
    size_t room = sizeof(Cached) + sizeof(Met) * all->count;
    Cached *made = malloc(room + length);
    if (!made) return 0;
    made->text = (u8 *)made + room;
    memcpy(made->text, text, length);
    made->hash = asked->hash;
    made->length = length;
    made->letters = spelt && length >= SLIP_LETTERS && asked->syllable < 2 ? letters_of(text, length) : 0;
    if (asked->edits && spelt) find_slips(all, text, length, (int)asked->edits, (int)asked->syllable);
    u32 total = 0;
    u64 shared = 0;
    const Key *keys = (const Key *)(asked + 1);
    for (u32 at = 0; at < asked->keys && at < 64; at++) shared |= (u64)may_have(&all->alike, keys[at].number) << at;
    for (int list = 0; list < all->count; list++) {
        made->met[list] = met_on(all, list, q, place, shared, total);
        total += made->met[list].count;
    }
    made->near = malloc(sizeof(Near) * (total + 1));
    if (made->near) {
        memcpy(made->near, all->scratch, sizeof(Near) * total);
        return made;
    }
    free_word(made);
    return 0;
}

/* The same, kept for the next search that asks; what makes room is there until this search ends. */
static const Cached *near_to(Lists *all, const Query *q, int place)
{
    const Asked *asked = q->token[place];
    Cached **set = all->cache + asked->hash % (CACHE / WAYS) * WAYS, *found = 0;
    int way = 0;
    for (; way < WAYS && set[way]; way++) {
        found = set[way];
        if (found->hash == asked->hash && found->length == (int)asked->length
            && !memcmp(found->text, q->bytes + q->start[place], asked->length)) break;
        found = 0;
    }
    if (!found) {
        found = made_near(all, q, place);
        if (!found) return 0;
        if (way == WAYS) {
            set[--way]->next = all->evicted;
            all->evicted = set[way];
        }
    }
    for (; way; way--) set[way] = set[way - 1];
    return set[0] = found;
}

static void free_evicted(Lists *all)
{
    while (all->evicted) {
        Cached *next = all->evicted->next;
        free_word(all->evicted);
        all->evicted = next;
    }
}
