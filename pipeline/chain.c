#include "chain.h"

#include "original.h"

#include <string.h>

struct member {
    const struct stage *stage;
    gpointer state;
    char *hash;
};

struct chain {
    struct danish *danish; /* lent to the stages; NULL where it is not installed */
    GArray *members;       /* struct member */
    char *fingerprint;
};

static void
member_clear(gpointer data)
{
    struct member *member = data;
    if (member->stage->close && member->state)
        member->stage->close(member->state);
    g_free(member->hash);
}

static struct member *
member_at(const struct chain *chain, guint i)
{
    return &g_array_index(chain->members, struct member, i);
}

/* A stage may follow when the one it needs is in the chain before it, or the chain begins with it.
 */
static gboolean
order_is_right(const struct chain *chain, const struct stage *stage, GError **error)
{
    gboolean source = stage->kind == STAGE_SOURCE;
    guint n = chain->members->len;
    while (n > 1 && member_at(chain, n - 1)->stage->optional)
        n--;
    if (source ? n == 0 : !n || !g_strcmp0(member_at(chain, n - 1)->stage->name, stage->after))
        return TRUE;
    g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "the stage %s cannot come after %s", stage->name,
                member_at(chain, n - 1)->stage->name);
    return FALSE;
}

static char *
make_fingerprint(const struct chain *chain)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < chain->members->len; i++) {
        const struct member *member = member_at(chain, i);
        g_string_append_printf(out, "%s%s=%s", i ? ";" : "", member->stage->name,
                               member->stage->version);
        if (member->hash)
            g_string_append_printf(out, "/%s", member->hash);
    }
    return g_string_free(out, FALSE);
}

struct chain *
chain_open(const struct stage *const *members, guint n, const struct stage_options *options,
           GError **error)
{
    g_autoptr(chain) chain = g_new0(struct chain, 1);
    struct stage_options lent = *options;
    /* where there is none, a stage that needs it says so */
    chain->danish = options->danish ? danish_ref(options->danish) : danish_new(NULL);
    lent.danish = chain->danish;
    chain->members = g_array_new(FALSE, TRUE, sizeof(struct member));
    g_array_set_clear_func(chain->members, member_clear);
    for (guint i = 0; i < n; i++) {
        struct member member = {.stage = members[i]};
        const char *hash = NULL;
        if (!order_is_right(chain, members[i], error))
            return NULL;
        member.state = members[i]->open(&lent, &hash, error);
        if (!member.state)
            return NULL;
        member.hash = g_strdup(hash);
        g_array_append_val(chain->members, member);
    }
    chain->fingerprint = make_fingerprint(chain);
    return g_steal_pointer(&chain);
}

void
chain_free(struct chain *chain)
{
    if (!chain)
        return;
    g_array_free(chain->members, TRUE);
    danish_unref(chain->danish);
    g_free(chain->fingerprint);
    g_free(chain);
}

guint
chain_length(const struct chain *chain)
{
    return chain->members->len;
}

const struct stage *
chain_stage(const struct chain *chain, guint index)
{
    return member_at(chain, index)->stage;
}

const struct sandbox_limits *
chain_limits(const struct chain *chain)
{
    for (guint i = 0; i < chain->members->len; i++) {
        const struct stage *stage = member_at(chain, i)->stage;
        if (stage->limits)
            return stage->limits;
    }
    return &sandbox_default_limits;
}

const char *
chain_fingerprint(const struct chain *chain)
{
    return chain->fingerprint;
}

/* Notes that a stage has been here, and why it failed if it did. */
static void
note_failure(struct document *document, const struct member *member, const GError *error)
{
    document_issue(document, "stage-failed", 0, "%s: %s", member->stage->name,
                   error ? error->message : "no reason given");
}

/* One filter over a document; `original` may be NULL where none of them looks at it. */
static gboolean
apply(const struct member *member, struct original *original, struct document *document,
      GError **error)
{
    const struct stage *stage = member->stage;
    if (stage->wants && !stage->wants(member->state, document))
        return TRUE;
    document_applied(document, stage->name, stage->version, member->hash);
    if (!stage->look)
        return stage->process(member->state, document, error);
    if (original)
        return stage->look(member->state, original, document, error);
    g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "the original is not at hand");
    return FALSE;
}

static gboolean
apply_from(struct chain *chain, guint first, struct original *original, struct document *document)
{
    gboolean good = TRUE;
    for (guint i = first; i < chain->members->len; i++) {
        const struct member *member = member_at(chain, i);
        g_autoptr(GError) error = NULL;
        if (!apply(member, original, document, &error)) {
            note_failure(document, member, error);
            good = FALSE;
        }
    }
    return good;
}

gboolean
chain_process(struct chain *chain, guint first, struct document *document)
{
    return apply_from(chain, first, NULL, document);
}

gboolean
chain_look(struct chain *chain, struct original *original, struct document *document)
{
    return apply_from(chain, 0, original, document);
}

struct document *
chain_read(struct chain *chain, struct original *original, gboolean *ret_failed)
{
    const struct member *source = member_at(chain, 0);
    struct document *document = document_new(original->path, original->sha256, original->media);
    g_autoptr(GError) error = NULL;
    document_applied(document, source->stage->name, source->stage->version, source->hash);
    gboolean good = source->stage->read(source->state, original, document, &error);
    if (!good)
        note_failure(document, source, error);
    good &= apply_from(chain, 1, original, document);
    if (ret_failed)
        *ret_failed = !good;
    return document;
}

/* Lets a document without a body pass all stages, so that its header looks like any other's. */
static struct document *
pass_empty(struct chain *chain, struct document *document)
{
    const struct member *source = member_at(chain, 0);
    document_applied(document, source->stage->name, source->stage->version, source->hash);
    chain_process(chain, 1, document);
    return document;
}

struct document *
chain_unreadable(struct chain *chain, const char *path, const GError *error)
{
    g_autofree char *name = g_strconcat("unreadable", path, NULL);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
    gboolean limit = g_error_matches(error, AKT_ERROR, AKT_ERROR_LIMIT);
    struct document *document = document_new(path, hash, MEDIA_TEXT);
    document->state = limit ? DOCUMENT_LIMIT : DOCUMENT_DAMAGED;
    document_issue(document, limit ? "limit" : "unreadable", 0, "%s", error->message);
    return pass_empty(chain, document);
}

struct document *
chain_failed(struct chain *chain, const struct original *original, enum document_state state,
             const char *tag, const char *text)
{
    struct document *document = document_new(original->path, original->sha256, original->media);
    document->state = state;
    document_issue(document, tag, 0, "%s", text);
    return pass_empty(chain, document);
}
