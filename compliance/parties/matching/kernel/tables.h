/* Types shared with native.py, and look-ups in the tables of a snapshot. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef int64_t i64;
typedef uint64_t u64;

enum { SCALE = 10000, CAP_BELOW_EXACT = 9890, EXACT_FULL = 10000, EXACT_SAME_LEGAL = 9970,
       EXACT_LEGAL_ONE_SIDE = 9950, EXACT_OTHER_LEGAL = 9900,
       TOKENS = 32, SPAN_MAX = 4, ITEMS = TOKENS * SPAN_MAX + 1, PAIRS = 4096, CODES = 38,
       CACHE = 8192, LEAST_CLOSE = 750, DENSE_LEAST = 16, TELLING = 160000, SURNAME_WEIGHT = 108, SURNAME_LETTERS = 5, PARTICLE = 24, OLDER = '\'',
       PART_LEAST = 3, KNOWN_LEAST = 5, SLIP_LETTERS = 4, SLIPS = 2, BRIEF = 3, PINYIN_LONG = 10, PART_MIN = 4,
       PART_WORDS = 200 };

typedef struct {
    i64 typo_slope, real_word, real_spelling, pinyin_slip, swap_slope, least, sound, sound_short, homophone, pinyin, pinyin_rough,
        canon, canon_misspelt, family, rough, korean, older, other_class, prefix, look,
        look_short, skeleton, shape, strange, joined, residual, lone, of_two, omitted, inner, inner_added, cut,
        surname, brief, syllable, added, added_to_one, initial, initials, contradicted, substituted, substituted_brief, slipped, replaced, number,
        order, order_dense, prior, prior_dense, alone, legal;
} Calibration;

typedef struct {
    const u8 *token_bytes, *token_weight, *form_literal;
    const u32 *token_start, *token_letters, *token_hash_key, *token_hash_value, *alike_key, *alike_value,
        *form_start, *form_token, *form_legal, *form_full, *form_core, *post_start, *post_value, *gram_start,
        *gram_value, *span_key, *span_value;
    i64 tokens, alikes, forms, spans, spellings;
} Arrays;

static const u32 SYLLABLE = 1u << 31, PINYIN = 1u << 30; /* in token_letters */

typedef struct { u32 token; int similarity; } Near;
typedef struct { u32 hash; int length, count; u8 text[64]; Near *near; } Cached;
typedef struct { u32 mask; i64 weight; const Near *near; int count; } Item; /* weight: least loss */
typedef struct { u32 query, listed; i64 weight; int similarity; } Pair;

/* What the items near a form's words bring together: matched weight times similarity, least losses of the
   items, weights of the words; and the number of the search that last touched it. */
typedef struct { u32 matched, own, listed, seen; } Tally;

typedef struct {
    Arrays a;
    Calibration by;
    u32 first_of_length[128];
    u8 *gram_count;          /* per spelling, always left at zero */
    u32 *touched;
    Tally *tally;            /* per form */
    u32 *form_weight;        /* per form: what its words weigh together */
    u32 *candidates;
    u32 *spanned;            /* per form: number of the search in which it has a span's letters */
    int any_spanned;         /* whether any form has in this search */
    u32 *marked;             /* a bit per token: some item is near it in this search */
    int *first_link;         /* per token, where marked: its first link */
    u32 search;
    Near *scratch;
    Cached cache[CACHE];
} Kernel;

/* A searched token: crc32 of the text, the most it may weigh, edits allowed, 2 for a syllable of pinyin and
   1 for several, bytes of the text, and how many Keys follow. */
typedef struct { u32 hash, ceiling, edits, syllable, length, keys; } Asked;
typedef struct { u32 number, worth; } Key;

/* What a packed form begins with; its tokens follow, then the text of all of them. */
typedef struct { u32 count, literal, dense, cut, legal, full, core, whole; } Head;

typedef struct {
    Head is;
    const u8 *bytes;                  /* all tokens, one after another */
    u32 start[TOKENS + 1];
    const Asked *token[TOKENS];
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
