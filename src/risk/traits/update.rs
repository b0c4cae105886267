//! Tools that change what is there.

use crate::risk::effects::{Effect, When};
use crate::risk::profile::Profile;

/// Verbs of changing a thing of which a part may stay as it is.
const UPDATING: &[&str] = &[
    "update",
    "edit",
    "modify",
    "patch",
    "change",
    "configure",
    "set",
    "adjust",
    "atualizar",
    "actualizar",
    "editar",
];

impl Profile<'_> {
    /// Whether all that its calls do is to change what is there, whatever else some arguments ask
    /// for: what they don't name stays.
    pub(crate) fn only_updates(&self) -> bool {
        let mut always =
            self.effects().iter().filter(|found| found.when == When::Always).peekable();
        always.peek().is_some()
            && always.all(|found| found.effect == Effect::Update)
            && self.verb_is(UPDATING)
    }
}
