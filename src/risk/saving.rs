//! What a tool puts into files where the server runs, or takes from them.

use super::answer::Answer;
use super::classify::Seen;
use super::deeds::MAKES;
use super::effects::{Effect, Effects, When};
use super::evidence::Evidence;
use super::leaves::LeafPath;

/// Verbs that put what they get into a file.
const DOWNLOADING: &[&str] = &[
    "save",
    "saves",
    "download",
    "downloads",
    "export",
    "exports",
    "dump",
    "screenshot",
    "writes",
];

/// Verbs that take a file from where the server runs.
const UPLOADING: &[&str] = &["upload", "attach", "send", "import"];

/// What is put into a file that an argument names: `export_table(path)`, `save_image(output)`.
pub(super) fn by_download(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let downloads = seen.words.iter().any(|word| word.is_any(DOWNLOADING));
    let Some((sign, required)) = downloads.then(|| seen.given.destination()).flatten() else {
        return;
    };
    let Evidence::Argument { name, .. } = &sign else { return };
    let when = if required { When::Always } else { When::Given(LeafPath::top(name)) };
    if required {
        let signs = answer.found.drop_resting_on(MAKES, DOWNLOADING);
        answer.found.always(Effects::of(&[Effect::Read]), &signs);
    }
    answer.found.add(Effect::WriteLocalFile, when, &[sign]);
}

/// What is brought in from an address or a library into a store: `download_iso(url, storage)`.
pub(super) fn by_bringing(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let read = Effects::of(&[Effect::Read]);
    let downloads = seen.words.iter().any(|word| word.is_any(&["download", "downloads"]));
    if !downloads || !answer.found.effects().meets(read) || seen.claims {
        return;
    }
    let store = seen.given.store();
    if let Some(sign) = seen.given.remote().or_else(|| store.clone()) {
        let signs = answer.found.drop(read);
        answer.found.always(Effects::of(&[Effect::Fetch]), &[signs, vec![sign]].concat());
    }
    if let Some(sign) = store {
        answer.found.always(Effects::of(&[Effect::Create]), &[sign]);
    }
}

/// Files that lie where the server runs: a path, and nothing that says where else.
pub(super) fn by_files(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let about = seen.words.iter().any(|word| word.is_any(&["file", "directory", "folder"]));
    let uploads = seen.words.iter().any(|word| word.is_any(UPLOADING));
    if !answer.found.effects().meets(MAKES) || !about && !uploads {
        return;
    }
    let sent = || uploads.then(|| seen.given.local_file()).flatten();
    if let Some(sign) = seen.given.local_path().or_else(sent) {
        let effect = if uploads { Effect::Send } else { Effect::WriteLocalFile };
        answer.found.add(effect, When::Always, &[sign]);
    }
}
