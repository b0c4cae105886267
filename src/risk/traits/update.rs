//! Tools that change what is there.

use crate::risk::effects::Effect;
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
    /// Whether all that its calls do is to change what is there: what they don't name stays.
    pub(crate) fn only_updates(&self) -> bool {
        let effects = self.effects();
        let updates = effects.iter().all(|found| found.effect == Effect::Update);
        updates && !effects.is_empty() && self.verb_is(UPDATING)
    }
}
