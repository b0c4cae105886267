//! Words that hold a name or a sentence together.

use super::Topic::{self, Article, Filler, Joint, Manner, Preposition};

/// The lists.
pub(super) const GRAMMAR: [(Topic, &str); 5] = [
    (Article, "a an the this these um uma un una el la los las le les der die das ein eine its"),
    (Joint, "and or then nor y e o ou et und oder plus also"),
    (
        Preposition,
        "of for to in into from by with without on onto at via using as about between within
         against per through over under that which where when while if so de del da do das dos
         para por com con em en sur pour avec dans fur mit von aus nach uber zu im than based
         associated related whose matching given including such",
    ),
    (
        Filler,
        "a an the this that these those tool tools function endpoint api you your can will would
         should may use used uses using user users to for it its let lets allow allows enable
         helps help be is are ability able attempt attempts try tries please call when need want
         new uma um una un el la los las le les der die das ein eine mcp server feature operation
         action actions agent agents ai model models beta deprecated experimental note
         important required optional admin only returns",
    ),
    (
        Manner,
        "bulk batch batched mass soft hard force forcibly permanently safely quickly directly
         immediately asynchronously synchronously automatically manually temporarily
         irreversibly securely fully completely partially optionally recursively async multi multiple
         atomically simply efficiently",
    ),
];
