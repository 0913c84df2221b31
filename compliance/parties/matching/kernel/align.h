/* The alignment of two names, its score and what its words lose by chance: align.py and chance.py in C. */

static int last_of(u32 bits) { return 31 - __builtin_clz(bits); }

static int apart(const Pair *pair)
{
    int distance = last_of(pair->query) - last_of(pair->listed);
    return distance < 0 ? -distance : distance;
}

static int before(const Pair *left, const Pair *right)
{
    int l = left->similarity < 1000, r = right->similarity < 1000;
    if (l != r) return l < r;
    i64 lw = left->weight * left->similarity, rw = right->weight * right->similarity;
    if (lw != rw) return lw > rw;
    int la = apart(left), ra = apart(right);
    if (la != ra) return la < ra;
    if (left->query != right->query) return left->query < right->query;
    if (left->listed != right->listed) return left->listed < right->listed;
    return left->respelt > right->respelt;
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

typedef struct {
    int count, syllabic;   /* syllabic: two words at least, each one syllable of pinyin */
    u32 plain;             /* words that may be slips or meant by them */
    const u8 *text[TOKENS];
    int length[TOKENS];
    i64 weight[TOKENS];
} Words;

static i64 spared(const Words *small, u32 small_left, const Words *large, u32 large_left, i64 *initials,
                  int *count)
{
    i64 sum = 0;
    *initials = *count = 0;
    for (int i = 0; i < small->count; i++) {
        if (!(small_left >> i & 1) || small->length[i] != 1) continue;
        if (small->text[i][0] < 'a' || small->text[i][0] > 'z') continue;
        for (int j = 0; j < large->count; j++)
            if (large_left >> j & 1 && large->length[j] > 1 && large->text[j][0] == small->text[i][0]) {
                sum += large->weight[j];
                *initials += small->weight[i];
                ++*count;
                large_left &= ~(1u << j);
                break;
            }
    }
    return sum;
}

/* The lighter weights of words left on both sides that are two slips apart. */
static i64 slipped(const Words *query, u32 query_left, const Words *listed, u32 listed_left, int *are_all)
{
    i64 sum = 0;
    u32 left = query_left;
    for (u32 rest = query_left & query->plain; rest && listed_left & listed->plain; rest &= rest - 1) {
        int i = __builtin_ctz(rest), length = query->length[i];
        u64 where[26] = {0};
        for (int at = 0; at < length; at++) where[query->text[i][at] - 'a'] |= 1ull << at;
        for (u32 free = listed_left & listed->plain; free; free &= free - 1) {
            int j = __builtin_ctz(free), apart = listed->length[j] - length;
            if (apart > SLIPS || apart < -SLIPS) continue;
            if (osa(where, length, listed->text[j], listed->length[j]) > SLIPS) continue;
            sum += query->weight[i] < listed->weight[j] ? query->weight[i] : listed->weight[j];
            listed_left &= ~(1u << j);
            left &= ~(1u << i);
            break;
        }
    }
    *are_all = query_left && !left;
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
        sum += 10 * less * (query->count > BRIEF && listed->count > BRIEF ? by->substituted : by->substituted_brief);
    }
    return sum;
}

static u32 all_of(int count) { return count == 32 ? ~0u : (1u << count) - 1; }

/* The place of the only word that is no particle, or -1. */
static int only_telling(const Words *words)
{
    int place = -1;
    for (int i = 0; i < words->count; i++) {
        if (words->weight[i] <= PARTICLE) continue;
        if (place >= 0) return -1;
        place = i;
    }
    return place;
}

/* The whole query, particles aside, is a rare first or last word of the other name. */
static int surname_alone(const Words *query, const Words *listed, const Pair *pairs, int count)
{
    int place = only_telling(query);
    if (place < 0 || count != query->count || query->count == listed->count) return 0;
    u32 ends = 1u | 1u << (listed->count - 1);
    for (int i = 0; i < count; i++)
        if (pairs[i].query == 1u << place)
            return pairs[i].listed & ends && query->length[place] >= SURNAME_LETTERS
                && pairs[i].weight >= SURNAME_WEIGHT && pairs[i].similarity == 1000;
    return 0;
}

/* What searched words that the listed name lacks or spells otherwise lose; see chance.of_words. */
static i64 lost_of(const Chance *by, const Words *query, u32 query_left, u32 listed_left, int contradicted,
                   int respelt)
{
    i64 lost = respelt ? by->spelling : 0, weight = 0;
    if (listed_left) return lost + (contradicted ? by->other : 0);
    u32 ends = query_left & (1u | 1u << (query->count - 1));
    if (query_left && !ends) {
        int is_name = 0;
        for (u32 left = query_left; left; left &= left - 1) is_name |= query->weight[__builtin_ctz(left)] > GENERIC;
        return lost + (is_name ? by->inner_name : by->inner);
    }
    for (; ends; ends &= ends - 1) weight += query->weight[__builtin_ctz(ends)];
    return lost + by->end * weight / 100;
}

/* What words that only resemble, and a legal form of its own, take; see chance._of_unsure. */
static i64 unsure_of(const Chance *by, const Pair *pairs, int count, int forms, int is_whole)
{
    i64 most = 0, off = 0, sum = 0, lost = 0;
    for (int i = 0; i < count; i++) {
        i64 less = 1000 - pairs[i].similarity;
        if (pairs[i].similarity >= SURE) {
            if (pairs[i].weight > most) most = pairs[i].weight;
            continue;
        }
        sum += pairs[i].weight * less;
        if (less > off) off = less;
    }
    if (!is_whole) lost = by->partly * sum / 100000 + (forms == OURS ? by->firm : 0);
    if (PARTICLE < most && most <= GENERIC) lost += (by->brand + (forms == OTHER ? by->other_form : 0)) * off / 1000;
    return lost;
}

typedef struct { i64 score, lost; } Worth;

static Worth worth_of(const Calibration *by, const Chance *chance, const Words *query, const Words *listed,
                      int dense, int one_legal, int forms, int cut, Pair *pairs,
                      int count)
{
    i64 matched = 0, residual = 0, lost_query = 0, lost_listed = 0, turned = 0, initials, none;
    int are_slips = 0, respelt = 0, met, ignored;
    int lone = query->count == 1 && listed->count == 1 && !dense && !one_legal;
    i64 usual = lone ? by->lone : by->residual;
    i64 alike = dense && query->count == 2 && listed->count == 2 ? by->of_two : usual;
    count = choose(pairs, count);
    u32 query_left = all_of(query->count), listed_left = all_of(listed->count);
    for (int i = 0; i < count; i++) {
        query_left &= ~pairs[i].query;
        listed_left &= ~pairs[i].listed;
        matched += pairs[i].weight * pairs[i].similarity;
        residual += pairs[i].weight * (1000 - pairs[i].similarity)
            * (pairs[i].similarity >= by->pinyin ? usual : alike);
        if (i && (pairs[i].listed & -pairs[i].listed) < (pairs[i - 1].listed & -pairs[i - 1].listed))
            turned++;
        respelt |= pairs[i].respelt;
    }
    int surname = !dense && surname_alone(query, listed, pairs, count);
    for (int i = 0; i < query->count; i++) if (query_left >> i & 1) lost_query += 1000 * query->weight[i];
    for (int i = 0; i < listed->count; i++) if (listed_left >> i & 1) lost_listed += 1000 * listed->weight[i];
    i64 stood_for = spared(query, query_left, listed, listed_left, &initials, &met);
    i64 clash = -1000 * (stood_for + spared(listed, listed_left, query, query_left, &none, &ignored));
    i64 spared_of = met > 1 ? by->initials : by->initial;
    lost_listed -= 10 * stood_for * spared_of;
    lost_query -= 10 * initials * spared_of;
    if (surname && lost_listed > TELLING) lost_listed = TELLING;
    if (dense) clash -= substituted(by, query, listed, pairs, count, &lost_query, &lost_listed);
    else clash -= 10 * by->slipped * slipped(query, query_left, listed, listed_left, &are_slips);
    clash += lost_query < lost_listed ? lost_query : lost_listed;
    if (clash < 0) clash = 0;
    i64 more = lost_query > lost_listed ? lost_query : lost_listed, omitted = by->omitted, added = by->added;
    u32 ends = 1u | 1u << (listed->count - 1), query_ends = 1u | 1u << (query->count - 1);
    if (dense && count < 3 && (query->count < 3 || listed->count < 3)) omitted = added = by->brief;
    else if (!dense && query->syllabic && listed->syllabic) omitted = added = by->syllable;
    else if (!dense) {
        if (listed->count == 1) added = by->added_to_one;
        if (!query_left && !(listed_left & ends)) omitted = by->inner;
        if (!listed_left && !(query_left & query_ends)) added = by->inner_added;
    }
    if (are_slips && by->inner_added < added) added = by->inner_added;
    if (surname) omitted = by->surname;
    if (cut && !(query_left >> (query->count - 1) & 1)) omitted = by->cut;
    i64 contradicted = clash * by->contradicted / 100;
    i64 loss = residual / 100 + (more - clash) * (lost_listed > lost_query ? omitted : added) / 100
             + contradicted
             + 1000 * ((dense ? by->prior_dense : by->prior) + (one_legal && count == 1 && pairs[0].similarity < 1000) * by->alone
                       + one_legal * by->legal);
    if (!dense) loss += matched * (clash < TELLING ? clash : TELLING) / TELLING * by->replaced / 100;
    if (has_number(query, query_left) && has_number(listed, listed_left)) loss += by->number * 1000;
    if (count > 1)
        loss += matched * turned * (dense ? by->order_dense : by->order) / (100 * (count - 1));
    Worth worth = {SCALE * matched / (matched + loss),
                   dense ? 0 : lost_of(chance, query, query_left, listed_left, contradicted > 0, respelt)
                             + unsure_of(chance, pairs, count, forms, !listed_left)};
    return worth;
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
                pairs[count].respelt = 0;
                pairs[count++].similarity = (int)worth;
            }
        }
    }
    return count;
}

/* The last word of a name that a field cut off for each word that begins with it. */
static int cut_pairs(const Words *query, const Words *listed, i64 worth, Pair *pairs, int count)
{
    int last = query->count - 1, size = query->length[last];
    for (int j = 0; j < listed->count; j++) {
        if (listed->length[j] <= size || memcmp(query->text[last], listed->text[j], size)) continue;
        if (count >= PAIRS) break;
        pairs[count].query = 1u << last;
        pairs[count].listed = 1u << j;
        pairs[count].weight = listed->weight[j];
        pairs[count].respelt = 0;
        pairs[count++].similarity = (int)worth;
    }
    return count;
}
