/* The search of search.py, vocabulary.py and align.py in C: the same integers, hence the same
   results. The Python modules are the reference and hold the proofs; names here follow theirs. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef int64_t i64;
typedef uint64_t u64;

enum { SCALE = 10000, CAP_BELOW_EXACT = 9890, EXACT_FULL = 10000, EXACT_SAME_LEGAL = 9970,
       EXACT_LEGAL_ONE_SIDE = 9950, EXACT_OTHER_LEGAL = 9900,
       TOKENS = 32, SPAN_MAX = 4, ITEMS = TOKENS * SPAN_MAX, PAIRS = 4096, CODES = 38,
       CACHE = 8192, LEAST_CLOSE = 750, DENSE_LEAST = 16 };

typedef struct {
    i64 typo_slope, swap_slope, least, sound, sound_short, homophone, pinyin, pinyin_rough, look,
        look_short, shape, strange, joined, residual, omitted, inner, brief, added, initial, contradicted, substituted, number, order, order_dense, prior, prior_dense, alone, legal;
} Calibration;

typedef struct {
    const u8 *token_bytes, *token_weight, *form_literal;
    const u32 *token_start, *token_letters, *token_hash_key, *token_hash_value, *sound_key, *sound_value,
        *form_start, *form_token, *form_legal, *form_full, *post_start, *post_value, *gram_start,
        *gram_value, *span_key, *span_value;
    i64 tokens, sounds, forms, spans, spellings;
} Arrays;

static const u32 SYLLABLE = 1u << 31; /* in token_letters */

typedef struct { u32 token; int similarity; } Near;
typedef struct { u32 hash; int length, count; u8 text[64]; Near *near; } Cached;
typedef struct { u32 mask; i64 weight; const Near *near; int count; } Item; /* weight: least loss */
typedef struct { u32 query, listed; i64 weight; int similarity; } Pair;

typedef struct {
    Arrays a;
    Calibration by;
    u32 first_of_length[128];
    u8 *gram_count;          /* per spelling, always left at zero */
    u32 *touched;
    i64 *value;              /* per form */
    u32 *seen, *candidates;  /* per form: number of the search that last touched it */
    u32 *spanned;            /* per form: number of the search in which it has a span's letters */
    u32 *marked;             /* per token: number of the search in which some item is near it */
    int *first_link;         /* per token, where marked: its first link */
    u32 search;
    Near *scratch;
    Cached cache[CACHE];
} Kernel;

/* A searched token: crc32 of the text, keys or 0, the most it may weigh, edits allowed. */
typedef struct { u32 hash, sound, look, ceiling, edits, syllable; } Asked;

typedef struct {
    i64 count;
    const u8 *bytes;          /* all tokens, one after another */
    const u32 *start;         /* count + 1 */
    const Asked *token;
    i64 literal, dense;
    u32 legal, full;
} Query;

static int text_of(const Kernel *k, u32 token, const u8 **text)
{
    *text = k->a.token_bytes + k->a.token_start[token];
    return (int)(k->a.token_start[token + 1] - k->a.token_start[token]);
}

static i64 lower(const u32 *keys, i64 count, u32 key)
{
    i64 low = 0, high = count;
    while (low < high) {
        i64 middle = (low + high) / 2;
        if (keys[middle] < key) low = middle + 1; else high = middle;
    }
    return low;
}

static int is_marked(const u8 *text) { return text[0] == '~' || text[0] == '^'; }
static int is_dense(const u8 *text) { return is_marked(text) || text[0] == '%' || text[0] >= 128; }

static int is_spelling(const u8 *text, int length)
{
    if (length >= 64) return 0;
    for (int i = 0; i < length; i++) if (text[i] < 'a' || text[i] > 'z') return 0;
    return length > 0;
}

static u32 crc_table[256];

static u32 crc(const u8 *text, int length)
{
    u32 sum = ~0u;
    for (int i = 0; i < length; i++) sum = sum >> 8 ^ crc_table[(sum ^ text[i]) & 255];
    return ~sum;
}

static i64 find(const Kernel *k, const u8 *text, int length, u32 hash)
{
    for (i64 i = lower(k->a.token_hash_key, k->a.tokens, hash);
         i < k->a.tokens && k->a.token_hash_key[i] == hash; i++) {
        const u8 *other;
        u32 token = k->a.token_hash_value[i];
        if (text_of(k, token, &other) == length && !memcmp(text, other, length)) return token;
    }
    return -1;
}

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

static int near_same(const Kernel *k, const u8 *text, int length, u32 hash, Near *out)
{
    static const char classes[3] = {0, '.', ','};
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
        if (i) base[bare] = (u8)classes[i];
        i64 token = find(k, base, size, crc(base, size));
        if (token >= 0)
            count = add_near(out, count, (u32)token, is_marked(text) ? (int)k->by.pinyin : 1000, 0);
    }
    return count;
}

static int near_alike(const Kernel *k, const u8 *text, int length, u32 key, Near *out, int count)
{
    if (!key) return count;
    i64 worth = is_marked(text) ? k->by.pinyin_rough : text[0] >= 128 ? k->by.homophone
              : length < 5 ? k->by.sound_short : k->by.sound;
    for (i64 i = lower(k->a.sound_key, k->a.sounds, key);
         i < k->a.sounds && k->a.sound_key[i] == key; i++)
        count = add_near(out, count, k->a.sound_value[i], (int)worth, k->by.least);
    return count;
}

static int near_looking(const Kernel *k, const u8 *text, int length, u32 key, int syllable, Near *out,
                        int count)
{
    if (!key) return count;
    i64 worth = text[0] >= 128 ? k->by.shape : length < 5 || syllable ? k->by.look_short : k->by.look;
    for (i64 i = lower(k->a.sound_key, k->a.sounds, key);
         i < k->a.sounds && k->a.sound_key[i] == key; i++)
        count = add_near(out, count, k->a.sound_value[i], (int)worth, k->by.least);
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
        if (other[0] != text[0] || size > bare + 1 || size < bare - 1) continue;
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

static int near_misspelt(Kernel *k, const u8 *text, int length, int edits, int syllable, Near *out,
                         int count)
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
        for (i64 j = 0; j < slices[i].size; j++)
            if (!k->gram_count[slices[i].value[j]]++) k->touched[touched++] = slices[i].value[j];
    shared -= skipped;
    for (int i = 0; i < length; i++) where[text[i] - 'a'] |= 1ull << i;
    u32 letters = letters_of(text, length);
    int from = count;
    for (int i = 0; i < touched; i++) {
        u32 token = k->touched[i];
        int enough = k->gram_count[token] >= shared;
        k->gram_count[token] = 0;
        u32 marks = k->a.token_letters[token];
        /* An edit adds one letter to the set and takes one away at most. */
        if (!enough || bits_of((marks & ~SYLLABLE) ^ letters) > 2 * edits) continue;
        if (syllable && marks & SYLLABLE) continue;
        const u8 *other;
        int size = text_of(k, token, &other), distance = osa(where, length, other, size);
        if (distance > edits || !distance) continue;
        i64 slope = size == length && same_letters(text, other, size) ? k->by.swap_slope
                                                                     : k->by.typo_slope;
        int worth = (int)(1000 - slope * distance / (size > length ? size : length));
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
    const Asked *asked = &q->token[place];
    Cached *slot = &k->cache[asked->hash % CACHE];
    int fits = length <= (int)sizeof slot->text;
    if (slot->near && fits && slot->hash == asked->hash && slot->length == length &&
        !memcmp(slot->text, text, length))
        return slot;
    int count = near_same(k, text, length, asked->hash, k->scratch);
    count = near_alike(k, text, length, asked->sound, k->scratch, count);
    count = near_looking(k, text, length, asked->look, (int)asked->syllable, k->scratch, count);
    count = near_misspelt(k, text, length, (int)asked->edits, (int)asked->syllable, k->scratch, count);
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

/* ---- alignment ------------------------------------------------------------------------------ */

static int before(const Pair *left, const Pair *right)
{
    int l = left->similarity < 1000, r = right->similarity < 1000;
    if (l != r) return l < r;
    i64 lw = left->weight * left->similarity, rw = right->weight * right->similarity;
    if (lw != rw) return lw > rw;
    if (left->query != right->query) return left->query < right->query;
    return left->listed < right->listed;
}

static int choose(Pair *pairs, int count)
{
    int chosen = 0;
    u32 query = 0, listed = 0;
    for (int i = 1; i < count; i++) {
        Pair moving = pairs[i];
        int j = i;
        for (; j && before(&moving, &pairs[j - 1]); j--) pairs[j] = pairs[j - 1];
        pairs[j] = moving;
    }
    for (int i = 0; i < count; i++)
        if (!(pairs[i].query & query || pairs[i].listed & listed)) {
            query |= pairs[i].query;
            listed |= pairs[i].listed;
            pairs[chosen++] = pairs[i];
        }
    for (int i = 1; i < chosen; i++) {
        Pair moving = pairs[i];
        int j = i;
        for (; j && (moving.query & -moving.query) < (pairs[j - 1].query & -pairs[j - 1].query); j--)
            pairs[j] = pairs[j - 1];
        pairs[j] = moving;
    }
    return chosen;
}

typedef struct { int count; const u8 *text[TOKENS]; int length[TOKENS]; i64 weight[TOKENS]; } Words;

static i64 spared(const Words *small, u32 small_left, const Words *large, u32 large_left)
{
    i64 sum = 0;
    for (int i = 0; i < small->count; i++) {
        if (!(small_left >> i & 1) || small->length[i] != 1) continue;
        if (small->text[i][0] < 'a' || small->text[i][0] > 'z') continue;
        for (int j = 0; j < large->count; j++)
            if (large_left >> j & 1 && large->length[j] > 1 && large->text[j][0] == small->text[i][0]) {
                sum += large->weight[j];
                large_left &= ~(1u << j);
                break;
            }
    }
    return sum;
}

static int has_number(const Words *words, u32 left)
{
    for (int i = 0; i < words->count; i++)
        if (left >> i & 1)
            for (int j = 0; j < words->length[i]; j++)
                if (words->text[i][j] >= '0' && words->text[i][j] <= '9') return 1;
    return 0;
}

static int last_of(u32 bits) { return 31 - __builtin_clz(bits); }

/* One character for another between matched neighbours: the lighter weight counts on both sides. */
static i64 substituted(const Calibration *by, const Words *query, const Words *listed,
                       const Pair *pairs, int count, i64 *lost_query, i64 *lost_listed)
{
    int partner[TOKENS + 2];
    u32 taken = 0;
    i64 sum = 0;
    for (int i = 0; i < TOKENS + 2; i++) partner[i] = -1;
    for (int i = 0; i < count; i++) {
        partner[last_of(pairs[i].query) + 1] = last_of(pairs[i].listed);
        taken |= 1u << last_of(pairs[i].listed);
    }
    for (int ours = 0; ours < query->count; ours++) {
        int earlier = partner[ours], later = partner[ours + 2];
        if (partner[ours + 1] >= 0 || (earlier < 0 && later < 0)) continue;
        int theirs = earlier >= 0 ? earlier + 1 : later - 1;
        int fits_before = earlier >= 0 || (!ours && !theirs);
        int fits_after = (later >= 0 && later == theirs + 1)
                       || (ours == query->count - 1 && theirs == listed->count - 1);
        if (!fits_before || !fits_after || theirs < 0 || theirs >= listed->count || taken >> theirs & 1)
            continue;
        i64 q = query->weight[ours], l = listed->weight[theirs], less = q < l ? q : l;
        *lost_query -= 1000 * (q - less);
        *lost_listed -= 1000 * (l - less);
        sum += 10 * by->substituted * less;
    }
    return sum;
}

static u32 all_of(int count) { return count == 32 ? ~0u : (1u << count) - 1; }

static i64 score_of(const Calibration *by, const Words *query, const Words *listed, int dense,
                    int one_legal, Pair *pairs, int count)
{
    i64 matched = 0, residual = 0, lost_query = 0, lost_listed = 0, turned = 0;
    count = choose(pairs, count);
    u32 query_left = all_of(query->count), listed_left = all_of(listed->count);
    for (int i = 0; i < count; i++) {
        query_left &= ~pairs[i].query;
        listed_left &= ~pairs[i].listed;
        matched += pairs[i].weight * pairs[i].similarity;
        residual += pairs[i].weight * (1000 - pairs[i].similarity);
        if (i && (pairs[i].listed & -pairs[i].listed) < (pairs[i - 1].listed & -pairs[i - 1].listed))
            turned++;
    }
    if (!matched) return 0;
    for (int i = 0; i < query->count; i++) if (query_left >> i & 1) lost_query += 1000 * query->weight[i];
    for (int i = 0; i < listed->count; i++) if (listed_left >> i & 1) lost_listed += 1000 * listed->weight[i];
    i64 stood_for = 1000 * spared(query, query_left, listed, listed_left);
    i64 clash = -stood_for - 1000 * spared(listed, listed_left, query, query_left);
    lost_listed -= stood_for * by->initial / 100;
    if (dense) clash -= substituted(by, query, listed, pairs, count, &lost_query, &lost_listed);
    clash += lost_query < lost_listed ? lost_query : lost_listed;
    if (clash < 0) clash = 0;
    i64 more = lost_query > lost_listed ? lost_query : lost_listed, omitted = by->omitted, added = by->added;
    u32 ends = 1u | 1u << (listed->count - 1);
    if (dense && count < 3 && (query->count < 3 || listed->count < 3)) omitted = added = by->brief;
    else if (!dense && !query_left && !(listed_left & ends)) omitted = by->inner;
    i64 loss = residual * by->residual / 100 + (more - clash) * (lost_listed > lost_query ? omitted : added) / 100
             + clash * by->contradicted / 100
             + 1000 * ((dense ? by->prior_dense : by->prior) + (count == 1) * by->alone
                       + one_legal * by->legal);
    if (has_number(query, query_left) && has_number(listed, listed_left)) loss += by->number * 1000;
    if (count > 1)
        loss += matched * turned * (dense ? by->order_dense : by->order) / (100 * (count - 1));
    return SCALE * matched / (matched + loss);
}

static int span_pairs(const Words *listed, u32 mask, const u8 *text, int length, i64 worth,
                      Pair *pairs, int count)
{
    for (int first = 0; first < listed->count; first++) {
        if (is_dense(listed->text[first])) continue;
        int done = 0;
        i64 weight = 0;
        for (int last = first; last < listed->count; last++) {
            int size = listed->length[last];
            if (done + size > length || memcmp(text + done, listed->text[last], size)) break;
            done += size;
            weight += listed->weight[last];
            int run = last - first + 1;
            if (done < length || run == 1 || (run > SPAN_MAX && run < listed->count)) continue;
            if (count < PAIRS) {
                pairs[count].query = mask;
                pairs[count].listed = all_of(last + 1) & ~all_of(first);
                pairs[count].weight = weight;
                pairs[count++].similarity = (int)worth;
            }
        }
    }
    return count;
}

/* ---- search --------------------------------------------------------------------------------- */

typedef struct { i64 most, size; int item; } Row;
typedef struct { u32 mask; const u8 *text; int length; } Span;

typedef struct { int next, item, similarity; } Link;

typedef struct {
    Words words;
    Link *links;
    Item items[ITEMS];
    int count;
    Near joined[ITEMS];
    Span spans[TOKENS + 1];
    int span_count, initials;
    i64 known[TOKENS];
} Prepared;

static int has_initial(const Words *words)
{
    for (int i = 0; i < words->count; i++) if (words->length[i] == 1) return 1;
    return 0;
}

static int prepare(Kernel *k, const Query *q, Prepared *p)
{
    int n = (int)q->count;
    p->words.count = n;
    p->count = p->span_count = 0;
    for (int i = 0; i < n; i++) {
        const u8 *text = q->bytes + q->start[i];
        int length = (int)(q->start[i + 1] - q->start[i]);
        const Cached *cached = near_to(k, q, i);
        if (!cached) return 0;
        Near *near = malloc(sizeof(Near) * (cached->count + 1));
        if (!near) return 0;
        memcpy(near, cached->near, sizeof(Near) * cached->count);
        p->known[i] = find(k, text, length, q->token[i].hash);
        p->words.text[i] = text;
        p->words.length[i] = length;
        p->words.weight[i] = weight_of(k, p->known[i], q->token[i].ceiling, near, cached->count);
        p->items[p->count].mask = 1u << i;
        p->items[p->count].weight = q->dense && p->words.weight[i] > DENSE_LEAST ? DENSE_LEAST
                                                                              : p->words.weight[i];
        p->items[p->count].near = near;
        p->items[p->count++].count = cached->count;
    }
    p->initials = has_initial(&p->words);
    return 1;
}

static void prepare_joined(Kernel *k, const Query *q, Prepared *p)
{
    int n = (int)q->count;
    for (int first = 0; first < n; first++) {
        i64 weight = 0;
        for (int last = first; last < n && last < first + SPAN_MAX; last++) {
            if (is_dense(p->words.text[last])) break;
            weight += p->items[last].weight;
            if (last == first) continue;
            const u8 *text = p->words.text[first];
            int length = (int)(q->start[last + 1] - q->start[first]);
            i64 token = find(k, text, length, crc(text, length));
            if (token < 0) continue;
            Near *near = &p->joined[p->count];
            near->token = (u32)token;
            near->similarity = (int)k->by.joined;
            p->items[p->count].mask = all_of(last + 1) & ~all_of(first);
            p->items[p->count].weight = weight;
            p->items[p->count].near = near;
            p->items[p->count++].count = 1;
        }
    }
    if (!q->literal || q->dense) return;
    for (int i = 0; i <= n; i++) {
        Span span = {i < n ? 1u << i : all_of(n), i < n ? p->words.text[i] : q->bytes,
                     i < n ? p->words.length[i] : (int)q->start[n]};
        if (i < n ? span.length > 3 : n > 1) p->spans[p->span_count++] = span;
    }
}

static i64 least_omission(const Kernel *k)
{
    return k->by.omitted < k->by.added ? k->by.omitted : k->by.added;
}

static i64 value_of(const Kernel *k, const Item *item, int near, i64 floor)
{
    return (SCALE - floor) * item->near[near].similarity * k->a.token_weight[item->near[near].token]
         + floor * least_omission(k) * 10 * item->weight;
}

static int add_form(Kernel *k, u32 form, i64 value, int count)
{
    if (k->seen[form] != k->search) {
        k->seen[form] = k->search;
        k->value[form] = 0;
        k->candidates[count++] = form;
    }
    k->value[form] += value;
    return count;
}

static int candidates(Kernel *k, const Query *q, const Prepared *p, i64 floor, i64 *need, i64 *spare)
{
    Row rows[ITEMS];
    i64 whole = 0;
    int count = 0, kept = p->count;
    for (int i = 0; i < p->words.count; i++) whole += p->items[i].weight;
    *need = floor * (least_omission(k) * 10 * whole + (q->dense ? k->by.prior_dense : k->by.prior) * 1000) - 16 * SCALE;
    *spare = 0;
    for (int i = 0; i < p->count; i++) {
        Row row = {0, 0, i};
        for (int j = 0; j < p->items[i].count; j++) {
            u32 token = p->items[i].near[j].token;
            i64 value = value_of(k, &p->items[i], j, floor);
            row.size += k->a.post_start[token + 1] - k->a.post_start[token];
            if (value > row.most) row.most = value;
        }
        int j = i;
        for (; j && row.size < rows[j - 1].size; j--) rows[j] = rows[j - 1];
        rows[j] = row;
    }
    while (kept && *spare + rows[kept - 1].most < *need) *spare += rows[--kept].most;
    for (int i = 0; i < kept; i++) {
        const Item *item = &p->items[rows[i].item];
        for (int j = 0; j < item->count; j++) {
            u32 token = item->near[j].token;
            i64 value = value_of(k, item, j, floor);
            for (u32 at = k->a.post_start[token]; at < k->a.post_start[token + 1]; at++)
                count = add_form(k, k->a.post_value[at], value, count);
        }
    }
    for (int i = 0; i <= p->span_count; i++) {
        u32 key = i < p->span_count ? crc(p->spans[i].text, p->spans[i].length)
                                    : crc(q->bytes, (int)q->start[q->count]);
        for (i64 at = lower(k->a.span_key, k->a.spans, key);
             at < k->a.spans && k->a.span_key[at] == key; at++) {
            count = add_form(k, k->a.span_value[at], *need + 1, count);
            k->spanned[k->a.span_value[at]] = k->search;
        }
    }
    return count;
}

static i64 exact_score(const Kernel *k, const Query *q, const Prepared *p, u32 form)
{
    u32 start = k->a.form_start[form];
    if (!q->literal || !k->a.form_literal[form]) return 0;
    if (k->a.form_start[form + 1] - start != (u32)q->count) return 0;
    for (int i = 0; i < q->count; i++)
        if (p->known[i] < 0 || k->a.form_token[start + i] != (u32)p->known[i]) return 0;
    if (q->full == k->a.form_full[form]) return EXACT_FULL;
    if (q->legal == k->a.form_legal[form]) return EXACT_SAME_LEGAL;
    return q->legal && k->a.form_legal[form] ? EXACT_OTHER_LEGAL : EXACT_LEGAL_ONE_SIDE;
}

/* No alignment of these pairs scores more. M is at most the best pair of every listed token; what no
   pair covers is lost on its side, the heavier side at the least factor, and where both sides lose
   without an initial to excuse it (`strict`), the lighter one contradicts. In dense names one
   character may stand for another, which leaves DENSE_LEAST of each lost token. */
static i64 most_score(const Calibration *by, const Prepared *p, const Words *listed, const int *best,
                      u32 covered, int dense, int strict)
{
    const Words *query = &p->words;
    i64 matched = 0, lost_query = 0, lost_listed = 0;
    for (int j = 0; j < listed->count; j++) {
        matched += listed->weight[j] * best[j];
        if (!best[j] && !p->initials) lost_listed += dense ? DENSE_LEAST : listed->weight[j];
    }
    for (int i = 0; i < query->count; i++)
        if (!(covered >> i & 1)) lost_query += dense ? DENSE_LEAST : query->weight[i];
    if (!matched) return 0;
    i64 more = lost_query > lost_listed ? lost_query : lost_listed;
    i64 clash = !strict ? 0 : lost_query < lost_listed ? lost_query : lost_listed;
    i64 least = by->omitted < by->added ? by->omitted : by->added;
    if (by->inner < least && !lost_query) least = by->inner;
    if (by->brief < least) least = by->brief;
    i64 loss = 10 * (least * (more - clash) + (by->contradicted > least ? by->contradicted : least) * clash);
    loss += 1000 * (dense ? by->prior_dense : by->prior) - 8;
    return SCALE * matched / (matched + loss) + 1;
}

static i64 form_score(const Kernel *k, const Query *q, const Prepared *p, u32 form, i64 floor)
{
    Pair pairs[PAIRS];
    Words listed;
    int count = 0, best[TOKENS] = {0}, dense = (int)q->dense, spanned = k->spanned[form] == k->search;
    u32 covered = 0;
    i64 exact = exact_score(k, q, p, form);
    if (exact) return exact;
    const u32 *tokens = k->a.form_token + k->a.form_start[form];
    listed.count = (int)(k->a.form_start[form + 1] - k->a.form_start[form]);
    for (int j = 0; j < listed.count; j++) {
        listed.weight[j] = k->a.token_weight[tokens[j]];
        if (k->marked[tokens[j]] != k->search) continue;
        for (int at = k->first_link[tokens[j]]; at >= 0 && count < PAIRS; at = p->links[at].next) {
            Pair pair = {p->items[p->links[at].item].mask, 1u << j, listed.weight[j],
                         p->links[at].similarity};
            if (best[j] < pair.similarity) best[j] = pair.similarity;
            covered |= pair.query;
            pairs[count++] = pair;
        }
    }
    if (!spanned && most_score(&k->by, p, &listed, best, covered, dense, 0) < floor) return 0;
    for (int j = 0; j < listed.count; j++) listed.length[j] = text_of(k, tokens[j], &listed.text[j]);
    int strict = !dense && !p->initials && !has_initial(&listed);
    if (!spanned && strict && most_score(&k->by, p, &listed, best, covered, dense, 1) < floor) return 0;
    for (int i = 0; spanned && i < p->span_count; i++)
        count = span_pairs(&listed, p->spans[i].mask, p->spans[i].text, p->spans[i].length,
                           k->by.joined, pairs, count);
    i64 score = score_of(&k->by, &p->words, &listed, dense, !q->legal != !k->a.form_legal[form], pairs,
                         count);
    return score < CAP_BELOW_EXACT ? score : CAP_BELOW_EXACT;
}

/* Links every listed token to the items it is near. */
static int mark_near(Kernel *k, Prepared *p)
{
    int total = 0;
    if (!++k->search) {
        memset(k->seen, 0, sizeof(u32) * k->a.forms);
        memset(k->spanned, 0, sizeof(u32) * k->a.forms);
        memset(k->marked, 0, sizeof(u32) * k->a.tokens);
        k->search = 1;
    }
    for (int i = 0; i < p->count; i++) total += p->items[i].count;
    p->links = malloc(sizeof(Link) * (total + 1));
    if (!p->links) return 0;
    total = 0;
    for (int i = 0; i < p->count; i++)
        for (int j = 0; j < p->items[i].count; j++) {
            u32 token = p->items[i].near[j].token;
            Link link = {k->marked[token] == k->search ? k->first_link[token] : -1, i,
                         p->items[i].near[j].similarity};
            p->links[total] = link;
            k->first_link[token] = total++;
            k->marked[token] = k->search;
        }
    return 1;
}

/* Forms of score `floor` or more into out_form and out_score, the query's weights into out_weight;
   returns how many forms there are (only the first `room` are written), or -1 when memory is short. */
i64 g49_search(Kernel *k, const Query *q, i64 floor, u32 *out_weight, u32 *out_form, u32 *out_score,
               i64 room)
{
    Prepared p;
    i64 need, spare, found = 0;
    if (q->count < 1 || q->count > TOKENS) return 0;
    memset(p.items, 0, sizeof p.items);
    p.links = 0;
    int ready = prepare(k, q, &p);
    if (ready) {
        for (int i = 0; i < p.words.count; i++) out_weight[i] = (u32)p.words.weight[i];
        prepare_joined(k, q, &p);
        ready = mark_near(k, &p);
        int count = ready ? candidates(k, q, &p, floor, &need, &spare) : 0;
        for (int i = 0; i < count; i++) {
            u32 form = k->candidates[i];
            if (k->value[form] + spare < need) continue;
            i64 score = form_score(k, q, &p, form, floor);
            if (score < floor) continue;
            if (found < room) { out_form[found] = form; out_score[found] = (u32)score; }
            found++;
        }
    }
    for (int i = 0; i < p.count && i < p.words.count; i++) free((void *)p.items[i].near);
    free(p.links);
    return ready ? found : -1;
}

void g49_close(Kernel *k)
{
    if (!k) return;
    for (int i = 0; i < CACHE; i++) free(k->cache[i].near);
    free(k->gram_count); free(k->touched); free(k->value); free(k->seen); free(k->spanned);
    free(k->candidates); free(k->marked); free(k->first_link);
    free(k->scratch); free(k);
}

static void prepare_tables(Kernel *k)
{
    for (u32 i = 0; i < 256; i++) {
        u32 sum = i;
        for (int bit = 0; bit < 8; bit++) sum = sum & 1 ? sum >> 1 ^ 0xEDB88320u : sum >> 1;
        crc_table[i] = sum;
    }
    for (u32 length = 0; length < 128; length++) {
        i64 low = 0, high = k->a.spellings;
        while (low < high) {
            i64 middle = (low + high) / 2;
            if (k->a.token_start[middle + 1] - k->a.token_start[middle] < length) low = middle + 1;
            else high = middle;
        }
        k->first_of_length[length] = (u32)low;
    }
}

Kernel *g49_open(const Arrays *arrays, const Calibration *by)
{
    Kernel *k = calloc(1, sizeof *k);
    if (!k) return 0;
    k->a = *arrays;
    k->by = *by;
    k->gram_count = calloc(k->a.tokens + 1, 1);
    k->touched = malloc(sizeof(u32) * (k->a.tokens + 1));
    k->value = malloc(sizeof(i64) * (k->a.forms + 1));
    k->seen = calloc(k->a.forms + 1, sizeof(u32));
    k->spanned = calloc(k->a.forms + 1, sizeof(u32));
    k->candidates = malloc(sizeof(u32) * (k->a.forms + 1));
    k->marked = calloc(k->a.tokens + 1, sizeof(u32));
    k->first_link = malloc(sizeof(int) * (k->a.tokens + 1));
    k->scratch = malloc(sizeof(Near) * (k->a.tokens + 8));
    if (!(k->gram_count && k->touched && k->value && k->seen && k->spanned && k->candidates && k->marked && k->first_link && k->scratch)) {
        g49_close(k);
        return 0;
    }
    prepare_tables(k);
    return k;
}
