/* The search of search.py, vocabulary.py and align.py in C: the same integers, hence the same
   results. The Python modules are the reference and hold the proofs; names here follow theirs. */

#include "tables.h"
#include "near.h"
#include "lists.h"
#include "align.h"

typedef struct { i64 most, size; int item; Tally best; } Postings;
typedef struct { u32 list, form, listed, score, lost; } Row;
typedef struct { Row *row; i64 room, count; } Found;
typedef struct { u32 mask, key; const u8 *text; int length; } Span;

typedef struct { int next, item; uint16_t similarity, respelt; } Link;

typedef struct {
    Words words;
    Link *links;
    Item items[ITEMS];
    int count;
    Near joined[ITEMS], begun[PART_WORDS + 1];
    Span spans[TOKENS + 1];
    int span_count, initials, telling; /* telling: see telling_of */
    u32 letters[TOKENS];
} Prepared;

static int has_initial(const Words *words)
{
    for (int i = 0; i < words->count; i++) if (words->length[i] == 1) return 1;
    return 0;
}

/* What an unmatched word loses at least: an initial may stand for a word, a character for a lighter one. */
static i64 least_loss(const Query *q, i64 weight, int length)
{
    if (q->is.dense) return weight > DENSE_LEAST ? DENSE_LEAST : weight;
    return length > 1 ? weight : 0;
}

/* Reads one form, of as many tokens as are compared, and gives where the next one begins. */
static const u8 *unpack(const u8 *packed, Query *q)
{
    memcpy(&q->is, packed, sizeof q->is);
    packed += sizeof q->is;
    q->start[0] = 0;
    for (u32 i = 0; i < q->is.count; i++) {
        q->token[i] = (const Asked *)packed;
        q->start[i + 1] = q->start[i] + q->token[i]->length;
        packed += sizeof(Asked) + q->token[i]->keys * sizeof(Key);
    }
    q->bytes = packed;
    q->joined = crc(q->bytes, (int)q->start[q->is.count]);
    for (u32 first = 0; first < q->is.count; first++) {
        u32 sum = 0;
        for (u32 last = first; last < q->is.count && last < first + SPAN_MAX; last++) {
            const u8 *text = q->bytes + q->start[last];
            if (is_dense(text)) break;
            sum = crc_on(sum, text, (int)(q->start[last + 1] - q->start[last]));
            q->run[first][last - first] = sum;
        }
    }
    return packed + q->is.size;
}

/* The only word that is no particle, where it may be the rare surname of a longer name; or -1. */
static int telling_of(const Kernel *k, const Prepared *p)
{
    int place = only_telling(&p->words);
    if (place < 0 || p->words.length[place] < SURNAME_LETTERS) return -1;
    const Item *word = &p->items[place];
    for (int i = 0; i < word->count; i++)
        if (word->near[i].similarity == 1000 && k->a.token_weight[word->near[i].token] >= SURNAME_WEIGHT)
            return place;
    return -1;
}

/* What the lists know of the words; 0 when memory is short. */
static int meet(Lists *all, Query *q)
{
    for (u32 i = 0; i < q->is.count; i++)
        if (!(q->word[i] = near_to(all, q, (int)i))) return 0;
    return 1;
}

static i64 least_omission(const Calibration *by, int cut)
{
    i64 least = by->omitted < by->added ? by->omitted : by->added;
    if (by->inner_added < least) least = by->inner_added;
    return cut && by->cut < least ? by->cut : least;
}

/* What the matched items have to be worth at least. */
static i64 needed(const Kernel *k, const Query *q, i64 floor, i64 least, i64 whole)
{
    return floor * (least * 10 * whole + (q->is.dense ? k->by.prior_dense : k->by.prior) * 1000) - 16 * SCALE;
}

/* Which runs of words may be a word of some list, and which may be written as several there. */
static void sift(const Lists *all, Query *q)
{
    u32 n = q->is.count;
    q->any_run = 0;
    q->spans = (u64)may_have(&all->spans, q->is.whole) << (n + 1);
    if (!q->is.dense) q->spans |= (u64)may_have(&all->spans, q->joined) << n;
    for (u32 first = 0; first < n; first++) {
        q->runs[first] = 0;
        for (u32 last = first; last < n && last < first + SPAN_MAX; last++) {
            if (is_dense(q->bytes + q->start[last])) break;
            if (last > first) q->runs[first] |= (u32)may_have(&all->words, q->run[first][last - first]) << (last - first);
        }
        q->any_run |= q->runs[first];
        if (!q->is.dense) q->spans |= (u64)may_have(&all->spans, q->run[first][0]) << first;
    }
}

static int has_span(const Kernel *k, u32 key)
{
    i64 at = first_of(&k->spans, key);
    return at < k->spans.count && k->spans.key[at] == key;
}

/* Whether the list has, in one word or in several, what the name has the other way. */
static int is_joined(const Kernel *k, const Query *q)
{
    u32 n = q->is.count;
    for (u64 spans = q->spans; spans; spans &= spans - 1) {
        u32 i = (u32)__builtin_ctzll(spans);
        if (has_span(k, i < n ? q->run[i][0] : i == n ? q->joined : q->is.whole)) return 1;
    }
    for (u32 first = 0; q->any_run && first < n; first++)
        for (u32 runs = q->runs[first]; runs; runs &= runs - 1) {
            u32 more = (u32)__builtin_ctz(runs), from = q->start[first];
            if (find(k, q->bytes + from, (int)(q->start[first + more + 1] - from), q->run[first][more]) >= 0) return 1;
        }
    return 0;
}

/* Whether any listed form may reach the floor; see the bound in query.py. */
static int may_reach(const Kernel *k, const Query *q, int list, i64 floor)
{
    i64 least = least_omission(&k->by, (int)q->is.cut), whole = 0, value = 0;
    if (q->is.cut) return 1;
    for (u32 i = 0; i < q->is.count; i++) {
        const Met *met = &q->word[i]->met[list];
        i64 own = least_loss(q, met->weight, q->word[i]->length);
        whole += own;
        if (met->count) value += (SCALE - floor) * met->best + floor * least * 10 * own;
    }
    return value >= needed(k, q, floor, least, whole) || is_joined(k, q);
}

static void prepare(const Kernel *k, const Query *q, int list, Prepared *p)
{
    int n = (int)q->is.count;
    p->words.count = n;
    p->words.syllabic = n > 1;
    p->words.plain = 0;
    p->span_count = 0;
    for (int i = 0; i < n; i++) {
        const Cached *word = q->word[i];
        const Met *met = &word->met[list];
        p->words.text[i] = q->bytes + q->start[i];
        p->words.length[i] = word->length;
        p->words.syllabic &= q->token[i]->syllable == 2;
        p->words.weight[i] = met->weight;
        p->words.plain |= (u32)(word->letters && met->known < 0 && !q->is.dense) << i;
        p->letters[i] = word->letters;
        p->items[i].mask = 1u << i;
        p->items[i].weight = least_loss(q, met->weight, word->length);
        p->items[i].near = word->near + met->first;
        p->items[i].count = (int)met->count;
    }
    p->count = n;
    p->initials = has_initial(&p->words);
    p->telling = telling_of(k, p);
}

static void prepare_joined(Kernel *k, const Query *q, Prepared *p)
{
    int n = (int)q->is.count;
    for (int first = 0; first < n; first++) {
        i64 weight = 0;
        for (int last = first; last < n && last < first + SPAN_MAX; last++) {
            if (is_dense(p->words.text[last])) break;
            weight += p->items[last].weight;
            if (!(q->runs[first] >> (last - first) & 1)) continue;
            const u8 *text = p->words.text[first];
            int length = (int)(q->start[last + 1] - q->start[first]);
            i64 token = find(k, text, length, q->run[first][last - first]);
            if (token < 0) continue;
            Near *near = &p->joined[p->count];
            *near = a_near(token, k->by.joined);
            p->items[p->count].mask = all_of(last + 1) & ~all_of(first);
            p->items[p->count].weight = weight;
            p->items[p->count].near = near;
            p->items[p->count++].count = 1;
        }
    }
    if (q->is.dense) return;
    for (int i = 0; i <= n; i++) {
        Span span = {i < n ? 1u << i : all_of(n), i < n ? q->run[i][0] : q->joined,
                     i < n ? p->words.text[i] : q->bytes, i < n ? p->words.length[i] : (int)q->start[n]};
        if (q->spans >> i & 1 && (i < n ? span.length > 1 : n > 1)) p->spans[p->span_count++] = span;
    }
}

static int begins(const Kernel *k, i64 token, const u8 *part, int length)
{
    return memcmp(k->a.token_bytes + k->a.token_start[token], part, length);
}

/* Longer words that begin as the last word of a name that a field cut off. */
static void prepare_cut(const Kernel *k, const Query *q, Prepared *p)
{
    int last = (int)q->is.count - 1, length = p->words.length[last], count = 0;
    const u8 *part = p->words.text[last];
    if (!q->is.cut || length < PART_MIN || !is_spelling(part, length)) return;
    for (int size = length + 1; size < 127 && count <= PART_WORDS; size++) {
        i64 low = k->first_of_length[size], high = k->first_of_length[size + 1];
        for (i64 end = high; low < end;) {
            i64 middle = (low + end) / 2;
            if (begins(k, middle, part, length) < 0) low = middle + 1;
            else end = middle;
        }
        for (; low < high && count <= PART_WORDS && !begins(k, low, part, length); low++)
            p->begun[count++] = a_near(low, k->by.prefix);
    }
    if (!count || count > PART_WORDS) return;
    p->items[p->count].mask = 1u << last;
    p->items[p->count].weight = p->items[last].weight;
    p->items[p->count].near = p->begun;
    p->items[p->count++].count = count;
}

/* The least factor of what is lost of the listed name; `inner`: nothing is lost of the query nor at an end;
   `cut`: a field may have cut it off. */
static i64 least_omitted(const Calibration *by, const Prepared *p, int dense, int inner, int cut)
{
    i64 least = by->omitted, other = dense ? by->brief : by->syllable;
    if (other < least) least = other;
    if (cut && by->cut < least) least = by->cut;
    if (dense) return least;
    if (inner && by->inner < least) least = by->inner;
    return p->telling >= 0 && by->surname < least ? by->surname : least;
}

/* The same of the query; `inner`: nothing is lost of the listed name, or by a slip only. */
static i64 least_added(const Calibration *by, int dense, int inner)
{
    i64 least = by->added, other = dense ? by->brief : by->syllable;
    if (other < least) least = other;
    if (dense) return least;
    if (by->added_to_one < least) least = by->added_to_one;
    return inner && by->inner_added < least ? by->inner_added : least;
}

static i64 lesser(i64 one, i64 other) { return one < other ? one : other; }

static Tally near_of(const Kernel *k, const Item *item, int near)
{
    u32 weight = k->a.token_weight[item->near[near].token];
    Tally one = {weight * (u32)item->near[near].similarity, (u32)item->weight, weight, k->search};
    return one;
}

static i64 value_of(Tally one, i64 floor, i64 least)
{
    return (SCALE - floor) * one.matched + floor * least * 10 * one.own;
}

static int add_form(Kernel *k, u32 form, Tally one, int count)
{
    Tally *all = &k->tally[form];
    if (all->seen != k->search) {
        *all = one;
        k->candidates[count] = form;
        __builtin_prefetch(k->form + form);
        return count + 1;
    }
    all->matched += one.matched;
    all->own += one.own;
    all->listed += one.listed;
    return count;
}

/* Whether what is lost on either side may be little enough; see most_score. Every item left out of the tally
   (`more`) may match its heaviest word; of characters, of which one may stand for another, each loses
   DENSE_LEAST. */
static int may_lose(const Kernel *k, const Prepared *p, u32 form, Tally more, i64 floor, i64 whole, int dense)
{
    Tally all = k->tally[form];
    i64 matched = all.matched + more.matched, own = whole - all.own - more.own;
    i64 weight = dense ? DENSE_LEAST * k->form[form].count : k->form[form].weight;
    i64 lost = weight - all.listed - more.listed;
    int inner = lost <= 0 || p->words.plain;
    if (p->telling >= 0 && lost > TELLING / 1000) lost = TELLING / 1000;
    if (own > lost) lost = own;
    if (lost <= 0) return 1;
    i64 least = lesser(least_omitted(&k->by, p, dense, own <= 0, 0), least_added(&k->by, dense, inner));
    if (k->by.contradicted < least) least = k->by.contradicted;
    i64 loss = 10 * least * lost + 1000 * (dense ? k->by.prior_dense : k->by.prior) - 8;
    return SCALE * matched >= (floor - 1) * (matched + loss);
}

/* Keeps the candidates that may reach the floor, in order. */
static int likely(Kernel *k, const Query *q, const Prepared *p, int count, Tally more, i64 floor, i64 whole,
                  i64 need)
{
    int kept = 0, dense = (int)q->is.dense, may_gain = q->is.cut || p->initials;
    i64 least = least_omission(&k->by, (int)q->is.cut);
    for (int i = 0; i < count; i++) {
        u32 form = k->candidates[i];
        k->candidates[kept] = form;
        if (kept) __builtin_prefetch(k->a.form_token + k->form[k->candidates[kept - 1]].start);
        if (k->any_spanned && k->spanned[form] == k->search) kept++;
        else if (value_of(k->tally[form], floor, least) >= need)
            kept += may_gain || may_lose(k, p, form, more, floor, whole, dense);
    }
    return kept;
}

static int candidates(Kernel *k, const Query *q, const Prepared *p, i64 floor)
{
    Postings rows[ITEMS];
    Tally none = {0, 0, 0, k->search}, more = none;
    i64 whole = 0, least = least_omission(&k->by, (int)q->is.cut), need, spare = 0;
    int count = 0, kept = p->count;
    for (int i = 0; i < p->words.count; i++) whole += p->items[i].weight;
    need = needed(k, q, floor, least, whole);
    k->any_spanned = 0;
    for (int i = 0; i < p->count; i++) {
        Postings row = {0, 0, i, none};
        for (int j = 0; j < p->items[i].count; j++) {
            u32 token = p->items[i].near[j].token;
            Tally one = near_of(k, &p->items[i], j);
            i64 value = value_of(one, floor, least);
            row.size += k->a.post_start[token + 1] - k->a.post_start[token];
            if (value > row.most) row.most = value;
            if (one.matched > row.best.matched) row.best.matched = one.matched;
            if (one.listed > row.best.listed) row.best.listed = one.listed;
            row.best.own = one.own;
        }
        int j = i;
        for (; j && row.size < rows[j - 1].size; j--) rows[j] = rows[j - 1];
        rows[j] = row;
    }
    while (kept && spare + rows[kept - 1].most < need) {
        spare += rows[--kept].most;
        more.matched += rows[kept].best.matched;
        more.own += rows[kept].best.own;
        more.listed += q->is.dense ? DENSE_LEAST : rows[kept].best.listed;
    }
    for (int i = 0; i < kept; i++) {
        const Item *item = &p->items[rows[i].item];
        for (int j = 0; j < item->count; j++) {
            u32 token = item->near[j].token;
            Tally one = near_of(k, item, j);
            if (q->is.dense) one.listed = DENSE_LEAST;
            for (u32 at = k->a.post_start[token], end = k->a.post_start[token + 1]; at < end; at++) {
                if (at + AHEAD < end) __builtin_prefetch(k->tally + k->a.post_value[at + AHEAD]);
                count = add_form(k, k->a.post_value[at], one, count);
            }
        }
    }
    for (int i = 0; i <= p->span_count; i++) {
        u32 key = i < p->span_count ? p->spans[i].key : q->is.whole;
        for (i64 at = first_of(&k->spans, key); at < k->spans.count && k->spans.key[at] == key; at++) {
            count = add_form(k, k->spans.value[at], none, count);
            k->spanned[k->spans.value[at]] = k->search;
            k->any_spanned = 1;
        }
    }
    return likely(k, q, p, count, more, floor, whole, need - spare);
}

static i64 exact_score(const Kernel *k, const Query *q, u32 form)
{
    if (!q->is.literal || !k->a.form_literal[form]) return 0;
    if (k->form[form].count != q->is.count) return 0;
    if (q->is.core != k->a.form_core[form]) return 0;
    if (q->is.full == k->a.form_full[form]) return EXACT_FULL;
    if (q->is.legal == k->a.form_legal[form]) return EXACT_SAME_LEGAL;
    return q->is.legal && k->a.form_legal[form] ? EXACT_OTHER_LEGAL : EXACT_LEGAL_ONE_SIDE;
}

/* What the pairs of one listed form can bring at most: `best` pair of each listed token, matched weight, query
   tokens that a pair covers, listed ones that none does, and what no pair covers on either side. */
typedef struct { int best[TOKENS]; i64 matched, lost_query, lost_listed; u32 covered, bare, ends; } Bound;

static int is_near(const Kernel *k, u32 token) { return k->marked[token >> 5] >> (token & 31) & 1; }

/* Whether a listed word begins as the last one of the query does, and is longer. */
static int is_begun(const Kernel *k, const Words *query, u32 token)
{
    const u8 *text;
    int last = query->count - 1, length = query->length[last];
    return text_of(k, token, &text) > length && !memcmp(text, query->text[last], length);
}

static void bound_of(const Kernel *k, const Query *q, const Prepared *p, u32 form, Bound *b)
{
    int count = k->form[form].count, dense = (int)q->is.dense;
    const u32 *tokens = k->a.form_token + k->form[form].start;
    b->matched = b->lost_query = b->covered = 0;
    b->bare = all_of(count);
    b->ends = 1u | 1u << (count - 1);
    b->lost_listed = k->form[form].weight;
    for (int j = 0; j < count; j++) {
        int begun = q->is.cut && is_begun(k, &p->words, tokens[j]);
        b->best[j] = begun ? (int)k->by.prefix : 0;
        if (begun) b->covered |= 1u << (p->words.count - 1);
        else if (!is_near(k, tokens[j])) continue;
        i64 weight = k->a.token_weight[tokens[j]];
        for (int at = is_near(k, tokens[j]) ? k->first_link[tokens[j]] : -1; at >= 0; at = p->links[at].next) {
            if (b->best[j] < p->links[at].similarity) b->best[j] = p->links[at].similarity;
            b->covered |= p->items[p->links[at].item].mask;
        }
        b->matched += weight * b->best[j];
        b->lost_listed -= weight;
        b->bare &= ~(1u << j);
    }
    if (dense) b->lost_listed = DENSE_LEAST * bits_of(b->bare);
    if (p->initials) b->lost_listed = 0;
    if (p->telling >= 0 && b->lost_listed > TELLING / 1000) b->lost_listed = TELLING / 1000;
    for (int i = 0; i < p->words.count; i++)
        if (!(b->covered >> i & 1)) b->lost_query += p->items[i].weight;
}

/* No alignment of these pairs scores more. What is lost counts on the heavier side, at the least factor; where
   both sides lose without an initial or a slip to excuse it (`strict`), the lighter one contradicts and the
   heavier one is known. In dense names one character may stand for another, which leaves DENSE_LEAST of each. */
static i64 most_score(const Calibration *by, const Query *q, const Prepared *p, const Bound *b, int strict)
{
    if (!b->matched) return 0;
    u32 uncovered = all_of(p->words.count) & ~b->covered;
    int slips = !strict && p->words.plain, dense = (int)q->is.dense;
    int cut = q->is.cut && !(uncovered >> (p->words.count - 1));
    i64 omitted = least_omitted(by, p, dense, !uncovered && !(b->bare & b->ends), cut);
    i64 added = least_added(by, dense, slips || !b->bare);
    i64 less = lesser(b->lost_query, b->lost_listed), clash = strict ? less : 0;
    i64 more = b->lost_query + b->lost_listed - less, least = lesser(omitted, added);
    if (strict) least = b->lost_listed > b->lost_query ? omitted : added;
    i64 loss = 10 * (least * (more - clash) + (by->contradicted > least ? by->contradicted : least) * clash);
    if (strict) loss += b->matched * lesser(1000 * clash, TELLING) / TELLING * by->replaced / 100;
    loss += 1000 * (dense ? by->prior_dense : by->prior) - 16;
    return SCALE * b->matched / (b->matched + loss) + 1;
}

/* Whether a word may be two slips from one of the other name, where nothing else is near to either. */
static int may_slip(const Kernel *k, const Prepared *p, const Words *listed, const u32 *tokens,
                    const Bound *b)
{
    for (u32 rest = p->words.plain; rest; rest &= rest - 1) {
        int i = __builtin_ctz(rest);
        for (u32 other = listed->plain; other; other &= other - 1) {
            int j = __builtin_ctz(other);
            u32 marks = k->a.token_letters[tokens[j]] & ~SYLLABLE & ~PINYIN;
            if ((b->best[j] && b->covered >> i & 1) || bits_of(marks ^ p->letters[i]) > 2 * SLIPS) continue;
            return 1;
        }
    }
    return 0;
}

static int forms_of(u32 ours, u32 theirs)
{
    if (!ours || ours == theirs) return ALIKE;
    return theirs ? OTHER : OURS;
}

/* The score of one listed form, or less than the floor, and what its words lose. */
static Worth form_worth(const Kernel *k, const Query *q, const Prepared *p, u32 form, i64 floor)
{
    Worth worth = {0, 0};
    Pair pairs[PAIRS];
    Words listed;
    Bound bound;
    int count = 0, dense = (int)q->is.dense, cut = (int)q->is.cut;
    int is_spanned = k->any_spanned && k->spanned[form] == k->search;
    worth.score = is_spanned ? exact_score(k, q, form) : 0;
    if (worth.score) return worth;
    const u32 *tokens = k->a.form_token + k->form[form].start;
    listed.count = k->form[form].count;
    bound_of(k, q, p, form, &bound);
    if (!is_spanned && most_score(&k->by, q, p, &bound, 0) < floor) return worth;
    listed.syllabic = listed.count > 1;
    listed.plain = 0;
    for (int j = 0; j < listed.count; j++) {
        listed.weight[j] = k->a.token_weight[tokens[j]];
        listed.syllabic &= k->a.token_letters[tokens[j]] >> 31;
        listed.length[j] = text_of(k, tokens[j], &listed.text[j]);
        if (!dense && tokens[j] < k->a.spellings && listed.length[j] >= SLIP_LETTERS
            && !(k->a.token_letters[tokens[j]] & SYLLABLE)) listed.plain |= 1u << j;
    }
    int strict = !dense && !cut && !is_spanned && !p->initials && !has_initial(&listed) && !may_slip(k, p, &listed, tokens, &bound);
    if (strict && most_score(&k->by, q, p, &bound, 1) < floor) return worth;
    for (int j = 0; j < listed.count; j++) {
        if (!bound.best[j] || !is_near(k, tokens[j])) continue;
        for (int at = k->first_link[tokens[j]]; at >= 0 && count < PAIRS; at = p->links[at].next) {
            Pair pair = {p->items[p->links[at].item].mask, 1u << j, listed.weight[j],
                         p->links[at].similarity, p->links[at].respelt};
            pairs[count++] = pair;
        }
    }
    if (cut) count = cut_pairs(&p->words, &listed, k->by.prefix, pairs, count);
    for (int i = 0; is_spanned && i < p->span_count; i++)
        count = span_pairs(&listed, p->spans[i].mask, p->spans[i].text, p->spans[i].length,
                           k->by.joined, pairs, count);
    worth = worth_of(&k->by, &k->chance, &p->words, &listed, dense,
                     !q->is.legal != !k->a.form_legal[form], forms_of(q->is.legal, k->a.form_legal[form]), cut,
                     pairs, count);
    worth.score = lesser(worth.score, CAP_BELOW_EXACT);
    return worth;
}

/* Begins the search of one form: what an earlier one touched counts no more. */
static void begin(Kernel *k)
{
    if (++k->search) return;
    memset(k->tally, 0, sizeof(Tally) * k->a.forms);
    memset(k->spanned, 0, sizeof(u32) * k->a.forms);
    k->search = 1;
}

/* Links every listed token to the items it is near. */
static int mark_near(Kernel *k, Prepared *p)
{
    int total = 0;
    for (int i = 0; i < p->count; i++) total += p->items[i].count;
    p->links = malloc(sizeof(Link) * (total + 1));
    if (!p->links) return 0;
    total = 0;
    for (int i = 0; i < p->count; i++)
        for (int j = 0; j < p->items[i].count; j++) {
            Near one = p->items[i].near[j];
            Link link = {is_near(k, one.token) ? k->first_link[one.token] : -1, i, one.similarity, one.respelt};
            p->links[total] = link;
            k->first_link[one.token] = total++;
            k->marked[one.token >> 5] |= 1u << (one.token & 31);
        }
    return 1;
}

static void unmark(Kernel *k, const Prepared *p)
{
    for (int i = 0; i < p->count; i++)
        for (int j = 0; j < p->items[i].count; j++) k->marked[p->items[i].near[j].token >> 5] = 0;
}

/* Writes those of the candidates that score `floor` or more; 0 when memory is short. */
static int keep_found(Kernel *k, const Query *q, Prepared *p, int count, i64 floor, Row row, Found *out)
{
    if (!mark_near(k, p)) return 0;
    for (int i = 0; i < count; i++) {
        Worth worth = form_worth(k, q, p, k->candidates[i], floor);
        if (worth.score < floor) continue;
        row.listed = k->candidates[i];
        row.score = (u32)worth.score;
        row.lost = (u32)worth.lost;
        if (out->count < out->room) out->row[out->count] = row;
        out->count++;
    }
    unmark(k, p);
    free(p->links);
    return 1;
}

/* Writes what one list has of score `floor` or more into rows like this one; 0 when memory is short. */
static int search_list(Kernel *k, const Query *q, i64 floor, Row row, Found *out)
{
    Prepared p;
    if (!may_reach(k, q, (int)row.list, floor)) return 1;
    prepare(k, q, (int)row.list, &p);
    prepare_joined(k, q, &p);
    prepare_cut(k, q, &p);
    begin(k);
    int count = candidates(k, q, &p, floor);
    return !count || keep_found(k, q, &p, count, floor, row, out);
}

/* What the lists find of the packed forms. `wanted` tells, for one form after the other, how many lists are asked
   for it and which. How many rows there are (only the first `room` are written), or -1 when memory is short. */
i64 g49_search(Lists *all, const i64 *floors, const u8 *packed, i64 forms, const u32 *wanted, u32 *out_row, i64 room)
{
    Found out = {(Row *)out_row, room, 0};
    int ready = 1;
    for (i64 form = 0; ready && form < forms; form++) {
        Query q;
        packed = unpack(packed, &q);
        ready = meet(all, &q);
        sift(all, &q);
        for (u32 many = *wanted++; many; many--) {
            Row row = {*wanted++, (u32)form, 0, 0, 0};
            ready = ready && search_list(all->list[row.list], &q, floors[row.list], row, &out);
        }
        free_evicted(all);
    }
    return ready ? out.count : -1;
}

/* What the words of a packed form weigh on one of the lists; 0 when memory is short. */
int g49_weights(Lists *all, i64 list, const u8 *packed, u32 *out)
{
    Query q;
    unpack(packed, &q);
    int ready = meet(all, &q);
    for (u32 i = 0; ready && i < q.is.count; i++) out[i] = q.word[i]->met[list].weight;
    free_evicted(all);
    return ready;
}

/* Sets a bit for each list of which a part is a word. */
static void mark_split(const Lists *all, const u8 *part, int length, int at, u64 *out)
{
    u32 hash = crc(part, length);
    if (length < KNOWN_LEAST || !may_have(&all->words, hash)) return;
    for (int list = 0; list < all->count; list++) out[list] |= (u64)(find(all->list[list], part, length, hash) >= 0) << at;
}

/* For each list the places, as bits, at which a word may be two written together: one part is a word of it. */
void g49_splits(const Lists *all, const u8 *text, i64 length, u64 *out)
{
    memset(out, 0, sizeof *out * all->count);
    if (length >= 64) return;
    for (int at = PART_LEAST; at <= length - PART_LEAST; at++) {
        mark_split(all, text, at, at, out);
        mark_split(all, text + at, (int)length - at, at, out);
    }
}

void g49_close(Kernel *k)
{
    if (!k) return;
    free(k->words.first); free(k->alike.first); free(k->spans.first); free(k->tally); free(k->form);
    free(k->spanned); free(k->candidates); free(k->marked); free(k->first_link); free(k);
}

static int open_keyed(Keyed *t, const u32 *key, const u32 *value, i64 count)
{
    Keyed opened = {key, value, count, 0, 29};
    while (opened.shift > 8 && 4ll << (32 - opened.shift) < count) opened.shift--;
    u32 rows = 1u << (32 - opened.shift);
    *t = opened;
    t->first = malloc(sizeof(u32) * (rows + 1));
    if (!t->first) return 0;
    i64 at = 0;
    for (u32 row = 0; row < rows; row++) {
        while (at < count && key[at] >> opened.shift < row) at++;
        t->first[row] = (u32)at;
    }
    t->first[rows] = (u32)count;
    return 1;
}

static void prepare_tables(Kernel *k)
{
    for (u32 i = 0; i < 256; i++) {
        u32 sum = i;
        for (int bit = 0; bit < 8; bit++) sum = sum & 1 ? sum >> 1 ^ 0xEDB88320u : sum >> 1;
        crc_table[i] = sum;
    }
    for (i64 form = 0; form < k->a.forms; form++) {
        Form about = {k->a.form_start[form], 0, (uint16_t)(k->a.form_start[form + 1] - k->a.form_start[form])};
        for (int i = 0; i < about.count; i++) about.weight += k->a.token_weight[k->a.form_token[about.start + i]];
        k->form[form] = about;
    }
    lengths_of(k->a.token_start, k->a.spellings, k->first_of_length);
}

Kernel *g49_open(const Arrays *arrays, const Calibration *by, const Chance *chance)
{
    Kernel *k = calloc(1, sizeof *k);
    if (!k) return 0;
    k->a = *arrays;
    k->by = *by;
    k->chance = *chance;
    int keyed = open_keyed(&k->words, arrays->token_hash_key, arrays->token_hash_value, arrays->tokens)
        && open_keyed(&k->alike, arrays->alike_key, arrays->alike_value, arrays->alikes)
        && open_keyed(&k->spans, arrays->span_key, arrays->span_value, arrays->spans);
    k->tally = calloc(k->a.forms + 1, sizeof(Tally));
    k->form = malloc(sizeof(Form) * (k->a.forms + 1));
    k->spanned = calloc(k->a.forms + 1, sizeof(u32));
    k->candidates = malloc(sizeof(u32) * (k->a.forms + 1));
    k->marked = calloc(k->a.tokens / 32 + 1, sizeof(u32));
    k->first_link = malloc(sizeof(int) * (k->a.tokens + 1));
    if (!(keyed && k->tally && k->form && k->spanned && k->candidates && k->marked && k->first_link)) {
        g49_close(k);
        return 0;
    }
    prepare_tables(k);
    return k;
}

/* Sizes of the structures that native.py lays out; other sizes mean another source. */
void g49_sizes(i64 *out)
{
    out[0] = sizeof(Arrays);
    out[1] = sizeof(Calibration);
    out[2] = sizeof(Chance);
    out[3] = sizeof(Asked);
    out[4] = sizeof(Head);
}
