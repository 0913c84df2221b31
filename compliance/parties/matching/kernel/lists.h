/* Lists that are searched at once, and one set of their spellings, so that what a word may misspell is found once. */

static void lengths_of(const u32 *text, i64 count, u32 *first_of_length)
{
    for (u32 length = 0; length < 128; length++) {
        i64 low = 0, high = count;
        while (low < high) {
            i64 middle = (low + high) / 2;
            if (text[middle + 1] - text[middle] < length) low = middle + 1;
            else high = middle;
        }
        first_of_length[length] = (u32)low;
    }
}

/* Words of a bigram are sorted by length. */
static void open_grams(Grams *g)
{
    u32 first_of_length[128];
    lengths_of(g->text, g->count, first_of_length);
    for (int gram = 0; gram < CODES * CODES; gram++) {
        u32 at = g->start[gram], end = g->start[gram + 1];
        for (int size = 0; size <= WORD_MAX; size++) {
            while (at < end && g->value[at] < first_of_length[size]) at++;
            g->at[gram][size] = at;
        }
    }
}

static int compared(const Kernel *one, u32 token, const Kernel *other, u32 theirs)
{
    const u8 *text, *their_text;
    int length = text_of(one, token, &text), their_length = text_of(other, theirs, &their_text);
    return length == their_length ? memcmp(text, their_text, length) : length - their_length;
}

/* The list whose next spelling comes first, or -1 behind the last one. */
static int first_list(const Lists *all, const u32 *at)
{
    int first = -1;
    for (int list = 0; list < all->count; list++)
        if (at[list] < all->list[list]->a.spellings
            && (first < 0 || compared(all->list[list], at[list], all->list[first], at[first]) < 0)) first = list;
    return first;
}

/* Writes each spelling once, in order, with the words of the lists that are spelt so. */
static void merge(Lists *all, u32 *at, u8 *bytes, u32 *text, u32 *letters)
{
    u32 size = 0, members = 0;
    int first;
    i64 word = 0;
    for (; (first = first_list(all, at)) >= 0; word++) {
        const u8 *spelt;
        const Kernel *k = all->list[first];
        u32 token = at[first];
        int length = text_of(k, token, &spelt);
        memcpy(bytes + size, spelt, length);
        text[word] = size;
        letters[word] = k->a.token_letters[token];
        all->member_at[word] = members;
        size += length;
        for (int list = first; list < all->count; list++)
            if (at[list] < all->list[list]->a.spellings && !compared(all->list[list], at[list], k, token)) {
                Member member = {(u32)list, at[list]++};
                all->members[members++] = member;
            }
    }
    text[word] = size;
    all->member_at[word] = members;
    all->grams.count = word;
}

/* Sorts the spellings under their bigrams; `start` is empty, and `value` has room for all. */
static void sort_grams(const Grams *g, u32 *start, u32 *value)
{
    u32 grams[80];
    for (i64 word = 0; word < g->count; word++)
        for (int i = grams_of(g->bytes + g->text[word], (int)(g->text[word + 1] - g->text[word]), grams); i--;)
            start[grams[i] + 1]++;
    for (int gram = 0; gram < CODES * CODES; gram++) start[gram + 1] += start[gram];
    for (i64 word = 0; word < g->count; word++)
        for (int i = grams_of(g->bytes + g->text[word], (int)(g->text[word + 1] - g->text[word]), grams); i--;)
            value[start[grams[i]]++] = (u32)word;
    for (int gram = CODES * CODES; gram; gram--) start[gram] = start[gram - 1];
    start[0] = 0;
}

/* A filter of about so many checksums, eight bits each; empty. */
static Filter a_filter(i64 count)
{
    Filter made = {0, 22};
    while (made.shift > 8 && 1ll << (32 - made.shift) < 8 * count) made.shift--;
    made.bits = calloc((1u << (32 - made.shift)) / 32, sizeof(u32));
    return made;
}

static void let_in(Filter *f, const Keyed *table)
{
    for (i64 i = 0; i < table->count; i++) {
        u32 key = table->key[i] >> f->shift;
        f->bits[key >> 5] |= 1u << (key & 31);
    }
}

static int open_filters(Lists *all)
{
    i64 words = 0, alike = 0, spans = 0;
    for (int list = 0; list < all->count; list++) {
        words += all->list[list]->words.count;
        alike += all->list[list]->alike.count;
        spans += all->list[list]->spans.count;
    }
    all->words = a_filter(words);
    all->alike = a_filter(alike);
    all->spans = a_filter(spans);
    if (!(all->words.bits && all->alike.bits && all->spans.bits)) return 0;
    for (int list = 0; list < all->count; list++) {
        let_in(&all->words, &all->list[list]->words);
        let_in(&all->alike, &all->list[list]->alike);
        let_in(&all->spans, &all->list[list]->spans);
    }
    return 1;
}

/* One set of spellings of several lists; 0 when memory is short. */
static int open_together(Lists *all, i64 words, i64 bytes)
{
    u8 *text = malloc(bytes + 1);
    u32 *at = calloc(all->count, sizeof *at), *start = calloc(CODES * CODES + 1, sizeof *start);
    u32 *text_at = malloc(sizeof(u32) * (words + 1)), *letters = malloc(sizeof(u32) * (words + 1));
    u32 *value = malloc(sizeof(u32) * (bytes + words + 1)); /* a word has one more bigram than letters at most */
    all->member_at = malloc(sizeof(u32) * (words + 1));
    all->members = malloc(sizeof(Member) * (words + 1));
    Grams *g = &all->grams;
    g->bytes = text; g->text = text_at; g->letters = letters; g->start = start; g->value = value;
    int ready = text && at && start && text_at && letters && value && all->member_at && all->members;
    if (ready) {
        merge(all, at, text, text_at, letters);
        sort_grams(g, start, value);
    }
    free(at);
    return ready;
}

void g49_part(Lists *all)
{
    if (!all) return;
    Grams *g = &all->grams;
    for (int i = 0; i < CACHE; i++) free_word(all->cache[i]);
    if (all->count > 1) {
        free((void *)g->bytes); free((void *)g->text); free((void *)g->letters); free((void *)g->start);
        free((void *)g->value);
    }
    free(all->words.bits); free(all->alike.bits); free(all->spans.bits);
    free(all->member_at); free(all->members); free(all->slips); free(all->first_slip); free(all->scratch);
    free(g->at); free(g->shared); free(g->touched); free(all->list); free(all);
}

static int open_lists(Lists *all)
{
    i64 words = 0, bytes = 0, tokens = 0;
    for (int list = 0; list < all->count; list++) {
        const Arrays *a = &all->list[list]->a;
        words += a->spellings;
        bytes += a->token_start[a->spellings];
        tokens += a->tokens + 8;
        all->first_slip[list] = -1;
    }
    const Arrays *a = &all->list[0]->a;
    Grams alone = {a->token_bytes, a->token_start, a->token_letters, a->gram_start, a->gram_value, a->spellings, 0, 0, 0};
    Grams *g = &all->grams;
    if (all->count == 1) *g = alone;
    else if (!open_together(all, words, bytes) || !open_filters(all)) return 0;
    all->slips = malloc(sizeof(Slip) * (words + 1));
    all->scratch = malloc(sizeof(Near) * tokens);
    g->at = malloc(sizeof *g->at * CODES * CODES);
    g->shared = calloc(g->count + 1, 1);
    g->touched = malloc(sizeof(u32) * (g->count + 1));
    if (!(all->slips && all->scratch && g->at && g->shared && g->touched)) return 0;
    open_grams(g);
    return 1;
}

/* Lists to search at once, which have to outlive this; 0 when memory is short. */
Lists *g49_together(Kernel *const *lists, i64 count)
{
    Lists *all = calloc(1, sizeof *all);
    if (!all) return 0;
    all->list = malloc(sizeof *lists * count);
    all->first_slip = malloc(sizeof(int) * count);
    if (all->list && all->first_slip) {
        memcpy(all->list, lists, sizeof *lists * count);
        all->count = (int)count;
        if (open_lists(all)) return all;
    }
    g49_part(all);
    return 0;
}
