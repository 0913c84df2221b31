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
       CACHE = 16384, WAYS = 4, WORD_MAX = 64, LEAST_CLOSE = 750, DENSE_LEAST = 16, TELLING = 160000, SURNAME_WEIGHT = 108, SURNAME_LETTERS = 5, PARTICLE = 24, OLDER = '\'',
       RESPELT = 930, SURE = 985, GENERIC = 48, ALIKE = 0, OURS = 1, OTHER = 2,
       PART_LEAST = 3, KNOWN_LEAST = 5, SLIP_LETTERS = 4, SLIPS = 2, BRIEF = 3, PINYIN_LONG = 10, PART_MIN = 4,
       PART_WORDS = 200, AHEAD = 12 };

typedef struct {
    i64 typo_slope, real_word, real_spelling, pinyin_slip, swap_slope, least, sound, sound_short, homophone, pinyin, pinyin_rough,
        canon, canon_misspelt, family, rough, korean, older, other_class, prefix, look,
        look_short, skeleton, shape, strange, joined, residual, lone, of_two, omitted, inner, inner_added, cut,
        surname, brief, syllable, added, added_to_one, initial, initials, contradicted, substituted, substituted_brief, slipped, replaced, number,
        order, order_dense, prior, prior_dense, alone, legal;
} Calibration;

typedef struct { i64 person, pinyin, syllables, short_brand, inner, inner_name, end, other, spelling, partly, firm, brand, other_form; } Chance;

typedef struct {
    const u8 *token_bytes, *token_weight, *form_literal;
    const u32 *token_start, *token_letters, *token_hash_key, *token_hash_value, *alike_key, *alike_value,
        *form_start, *form_token, *form_legal, *form_full, *form_core, *post_start, *post_value, *gram_start,
        *gram_value, *span_key, *span_value;
    i64 tokens, alikes, forms, spans, spellings;
} Arrays;

static const u32 SYLLABLE = 1u << 31, PINYIN = 1u << 30; /* in token_letters */

/* A listed word that resembles a searched one; `respelt` where the latter is on the list too and only may be
   another spelling of it. */
typedef struct { u32 token; uint16_t similarity, respelt; } Near;

/* What a searched word is to one list: its number there or -1, what it weighs, where among `near` of it all that
   is near begins, and how much it matches at best: weight times similarity. */
typedef struct { int known; u32 weight, first, count, best; } Met;

/* What is known of a searched word on every list that is searched at once. */
typedef struct Cached {
    struct Cached *next;   /* among those that made room in this search */
    u32 hash, letters;     /* letters: 0 where it may be no slip and be meant by none */
    int length;
    Near *near;
    u8 *text;
    Met met[];
} Cached;

/* A table sorted by checksum, and where the checksums begin that share their upper bits. */
typedef struct { const u32 *key, *value; i64 count; u32 *first; int shift; } Keyed;

typedef struct { u32 mask; i64 weight; const Near *near; int count; } Item; /* weight: least loss */
typedef struct { u32 query, listed; i64 weight; int similarity, respelt; } Pair;

/* What the items near a form's words bring together: matched weight times similarity, least losses of the
   items, weights of the words; and the number of the search that last touched it. */
typedef struct { u32 matched, own, listed, seen; } Tally;

/* Where the words of a listed form begin, how many there are and what they weigh together. */
typedef struct { u32 start; uint16_t weight, count; } Form;

typedef struct {
    Arrays a;
    Calibration by;
    Chance chance;
    Keyed words, alike, spans;
    u32 first_of_length[128];
    Tally *tally;            /* per form */
    Form *form;
    u32 *candidates;
    u32 *spanned;            /* per form: number of the search in which it has a span's letters */
    int any_spanned;         /* whether any form has in this search */
    u32 *marked;             /* a bit per token: some item is near it in this search */
    int *first_link;         /* per token, where marked: its first link */
    u32 search;
} Kernel;

/* Spellings, the shorter first, and under each bigram those that have it. */
typedef struct {
    const u8 *bytes;
    const u32 *text, *letters, *start, *value;
    i64 count;
    u32 (*at)[WORD_MAX + 1]; /* per bigram and length: its first word that is as long */
    u8 *shared;              /* per spelling, always left at zero */
    u32 *touched;
} Grams;

/* A bit for the upper bits of each checksum that some list has; without bits any may be there. */
typedef struct { u32 *bits; int shift; } Filter;

typedef struct { u32 list, token; } Member;

/* A listed word that a searched one may misspell: what it is worth where the latter is new to the list and where
   it is not, and the next one of the same list or -1. */
typedef struct { u32 token; uint16_t worth, known; int next; } Slip;

/* Lists that are searched at once. Their spellings are one set, `members` of which, from `member_at`, are the words
   of the lists that are spelt so; a list alone has its own tables, and no members. */
typedef struct {
    Kernel **list;
    int count;
    Grams grams;
    u32 *member_at;
    Member *members;
    Slip *slips;
    int *first_slip;         /* per list, always left at -1 */
    Near *scratch;
    Filter words, alike, spans;
    Cached *cache[CACHE], *evicted;  /* in sets of WAYS, the last asked first */
} Lists;

/* A searched token: crc32 of the text, the most it may weigh, edits allowed, 2 for a syllable of pinyin and
   1 for several, bytes of the text, and how many Keys follow. */
typedef struct { u32 hash, ceiling, edits, syllable, length, keys; } Asked;
/* A key and what it is worth: the lower half of a new word, the upper of one that is on the list; IS_VARIANT. */
typedef struct { u32 number, worth; } Key;
static const u32 IS_VARIANT = 1u << 31;

/* What a packed form begins with; its tokens follow, then the text of all of them in `size` bytes. */
typedef struct { u32 count, literal, dense, cut, legal, full, core, whole, size; } Head;

typedef struct {
    Head is;
    const u8 *bytes;                  /* all tokens, one after another */
    u32 start[TOKENS + 1];
    const Asked *token[TOKENS];
    const Cached *word[TOKENS];       /* what the lists know of it */
    u32 run[TOKENS][SPAN_MAX];        /* checksums of each word and of those after it, up to a dense one */
    u32 joined;                       /* checksum of all words written as one */
    u32 runs[TOKENS], any_run;        /* by first word, as bits by length: runs that may be a word of some list */
    u64 spans;                        /* as bits: words, all of them, the whole form that may be spans of some list */
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

/* The place of the first entry that has this checksum, or of the next greater one. */
static i64 first_of(const Keyed *t, u32 key)
{
    u32 low = t->first[key >> t->shift], high = t->first[(key >> t->shift) + 1];
    return low + lower(t->key + low, high - low, key);
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

/* The checksum of a text that goes on; 0 is that of no text. */
static u32 crc_on(u32 sum, const u8 *text, int length)
{
    sum = ~sum;
    for (int i = 0; i < length; i++) sum = sum >> 8 ^ crc_table[(sum ^ text[i]) & 255];
    return ~sum;
}

static u32 crc(const u8 *text, int length) { return crc_on(0, text, length); }

static int may_have(const Filter *f, u32 key)
{
    if (!f->bits) return 1;
    key >>= f->shift;
    return f->bits[key >> 5] >> (key & 31) & 1;
}

static i64 find(const Kernel *k, const u8 *text, int length, u32 hash)
{
    const Keyed *words = &k->words;
    for (i64 i = first_of(words, hash); i < words->count && words->key[i] == hash; i++) {
        const u8 *other;
        u32 token = words->value[i];
        if (text_of(k, token, &other) == length && !memcmp(text, other, length)) return token;
    }
    return -1;
}
