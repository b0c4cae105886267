//! Which call is shown: the first exemplar that passes, else any of the set.

use super::lists;
use super::question::{frame, in_set, is, is_list};
use super::row::{END_HOLE, Exemplar, HOLE, PART_HOLE, Row, Set};
use super::subject::Subject;
use super::threats::Shown;
use crate::analysis::{Answer, Formula, Reason, value_at};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use crate::witness::{CallFinder, object_with_only};

/// How many of the values that a policy names are put into an exemplar.
const MAX_FILLED: usize = 4;

/// A call that lies in the row's set, of those that pass.
pub(super) fn ask(finder: &CallFinder<'_>, row: &Row, subject: &Subject<'_, '_>) -> Answer<Shown> {
    ask_of(finder, row, subject, &Formula::ALWAYS)
}

/// The same among these calls.
pub(super) fn ask_of(
    finder: &CallFinder<'_>,
    row: &Row,
    subject: &Subject<'_, '_>,
    calls: &Formula,
) -> Answer<Shown> {
    if subject.constants.is_cut && row.goes_by_constants() {
        return Answer::Unknown(Reason::PatternTooLarge);
    }
    let question = Question::new(finder, row, subject, calls);
    match subject.found.leaf.path.is_in_list() {
        true => question.of_list(),
        false => question.of_value(),
    }
}

/// The same with an exemplar, where one passes.
pub(super) fn show(
    finder: &CallFinder<'_>,
    row: &Row,
    subject: &Subject<'_, '_>,
    calls: &Formula,
) -> Answer<Shown> {
    Question::new(finder, row, subject, calls).of_exemplars()
}

struct Question<'q, 's, 'a> {
    finder: &'q CallFinder<'q>,
    row: &'q Row,
    subject: &'q Subject<'s, 'a>,
    path: Vec<String>,
    frame: Formula,
}

impl<'q, 's, 'a> Question<'q, 's, 'a> {
    fn new(
        finder: &'q CallFinder<'q>,
        row: &'q Row,
        subject: &'q Subject<'s, 'a>,
        calls: &Formula,
    ) -> Self {
        let (path, frame) = (subject.path(), frame(row, subject).and(calls.clone()));
        Self { finder, row, subject, path, frame }
    }

    fn of_exemplars(&self) -> Answer<Shown> {
        let Some(asked) = self.asked() else { return Answer::None };
        match self.subject.found.leaf.path.is_in_list() {
            true => Answer::first_found(self.lists().into_iter().map(|list| self.list(list))),
            false => {
                let values = self.values().into_iter();
                Answer::first_found(values.map(|value| self.exemplar(value, &asked)))
            }
        }
    }

    fn of_value(&self) -> Answer<Shown> {
        let Some(asked) = self.asked() else { return Answer::None };
        match self.of_exemplars() {
            shown @ Answer::Found(_) => shown,
            Answer::None | Answer::Unknown(_) => self.search(&asked),
        }
    }

    /// What is in lists can't be told from outside: a list that holds an exemplar shows the danger,
    /// and without any list nothing passes.
    fn of_list(&self) -> Answer<Shown> {
        let Some(asked) = self.asked() else { return Answer::None };
        let lists = self.lists();
        let shown = Answer::first_found(lists.iter().map(|list| self.list(list.clone())));
        if shown.is_found() || lists.is_empty() && !matches!(self.row.set, Set::Given) {
            return shown;
        }
        let longer = self.some_list().and_then(|own| {
            // Some list passes, and whether a dangerous one does isn't known.
            match Answer::first_found(lists.into_iter().map(|it| self.list(joined(it, &own)))) {
                Answer::None => Answer::Unknown(Reason::NotShown),
                shown => shown,
            }
        });
        match (longer, &self.row.set) {
            (Answer::None | Answer::Unknown(_), Set::Given) => self.search(&asked),
            (longer, _) => longer,
        }
    }

    /// The calls that are asked for.
    fn asked(&self) -> Option<Formula> {
        let set = in_set(self.row, &self.path, &self.subject.constants)?;
        Some(self.frame.clone().and(set))
    }

    fn search(&self, asked: &Formula) -> Answer<Shown> {
        let call = self.finder.find_call(self.subject.tool, asked);
        call.map(|call| Shown { call, is_exemplar: false })
    }

    /// A list that passes.
    fn some_list(&self) -> Answer<Value> {
        let asked = self.frame.clone().and(is_list(&self.path));
        let call = self.finder.find_call(self.subject.tool, &asked);
        call.and_then(|call| match value_at(call.arguments(), &self.path) {
            Some(list) => Answer::Found(list.clone()),
            None => Answer::None,
        })
    }

    fn list(&self, list: Value) -> Answer<Shown> {
        self.exemplar(list, &self.frame)
    }

    /// A call with this value; what the rules say of the argument alone is tried first.
    fn exemplar(&self, value: Value, asked: &Formula) -> Answer<Shown> {
        let alone = object_with_only(&self.path, value.clone());
        let is_own = |part: &&Formula| part.atoms().iter().all(|atom| atom.path == self.path);
        let Formula::All(parts) = self.finder.passing(self.subject.tool) else {
            return Answer::None;
        };
        let mut own = parts.iter().chain([asked]).filter(is_own);
        if !own.all(|part| self.finder.holds(part, &alone)) {
            return Answer::None;
        }
        let asked = is(&self.path, value).and(asked.clone());
        let call = self.finder.find_call(self.subject.tool, &asked);
        call.map(|call| Shown { call, is_exemplar: true })
    }

    /// The exemplars for the argument itself, those that its description names before others.
    fn values(&self) -> Vec<Value> {
        let argument = &self.subject.found.leaf.argument;
        let may_be = |kind| argument.is_anything() || argument.may_be(kind);
        let of_exemplar = |exemplar: &Exemplar| match exemplar {
            Exemplar::Text(text) if may_be(Kind::String) => self.filled(text),
            Exemplar::ToRead(text) if may_be(Kind::String) && self.subject.takes_file() => {
                self.filled(text)
            }
            Exemplar::Object(key, text) if may_be(Kind::Object) => {
                vec![Value::Object([((*key).to_owned(), Value::from(*text))].into())]
            }
            Exemplar::Number(number) if may_be(Kind::Number) => {
                vec![Value::Number(Number::from(*number))]
            }
            Exemplar::Text(_)
            | Exemplar::ToRead(_)
            | Exemplar::Number(_)
            | Exemplar::Words(_)
            | Exemplar::Object(..) => Vec::new(),
        };
        let values = self.row.exemplars.iter().flat_map(of_exemplar);
        let declared = argument.values();
        let mut values: Vec<_> =
            values.filter(|value| declared.as_ref().is_none_or(|it| it.contains(&value))).collect();
        values.sort_by_key(|value| !self.is_described(value));
        values
    }

    /// Whether the description of the argument has a text between quotes.
    fn is_described(&self, value: &Value) -> bool {
        let Value::String(text) = value else { return false };
        let description = self.subject.found.leaf.description.as_deref().unwrap_or_default();
        description.contains(text.as_str())
            && ['"', '\'', '`']
                .iter()
                .any(|quote| description.contains(&format!("{quote}{text}{quote}")))
    }

    /// The exemplars for the outermost list, each in a list of its own.
    fn lists(&self) -> Vec<Value> {
        let leaf = &self.subject.found.leaf;
        let path = &leaf.path;
        let are_free = leaf.argument.values().is_none();
        let words = self.row.exemplars.iter().filter_map(|exemplar| match exemplar {
            Exemplar::Words(words) if are_free => lists::of_words(path, words),
            Exemplar::Object(key, text) => match self.is_described(&Value::from(*key)) {
                true => lists::of_object(self.subject.tool, path, key, text),
                false => lists::of_member(path, key, text),
            },
            Exemplar::Words(_) | Exemplar::Text(_) | Exemplar::ToRead(_) | Exemplar::Number(_) => {
                None
            }
        });
        let values = self.values();
        let values = values.iter().filter(|value| self.is_in_set(value));
        let values = values.filter_map(|value| lists::holding(self.subject.tool, path, value));
        words.chain(values).collect()
    }

    /// Whether an item lies in the row's set; an object where a text in it does.
    fn is_in_set(&self, item: &Value) -> bool {
        if let (Value::Object(members), Set::Texts { .. }) = (item, &self.row.set) {
            return members.values().any(|member| self.is_in_set(member));
        }
        let path = ["item".to_owned()];
        let set = in_set(self.row, &path, &self.subject.constants);
        set.is_some_and(|set| self.finder.holds(&set, &object_with_only(&path, item.clone())))
    }

    /// An exemplar with what the policy names in its hole, value by value.
    fn filled(&self, text: &str) -> Vec<Value> {
        let constants = &self.subject.constants;
        let texts = in_hole(text, HOLE, || {
            let known = (self.row.known)(constants).into_iter();
            known.take(MAX_FILLED).map(|known| known.text).collect()
        });
        let held = texts.iter().flat_map(|text| in_hole(text, PART_HOLE, || constants.parts()));
        let ended = held.flat_map(|text| in_hole(&text, END_HOLE, || constants.ends()));
        ended.map(|text| Value::from(text.as_str())).collect()
    }
}

/// A text with each of these in its hole; without one, the text.
fn in_hole(text: &str, hole: &str, fillings: impl Fn() -> Vec<String>) -> Vec<String> {
    match text.contains(hole) {
        true => fillings().iter().map(|filling| text.replace(hole, filling)).collect(),
        false => vec![text.to_owned()],
    }
}

/// The items of both lists.
fn joined(one: Value, other: &Value) -> Value {
    match (one, other) {
        (Value::Array(items), Value::Array(more)) => {
            Value::Array(items.into_iter().chain(more.iter().cloned()).collect())
        }
        (one, _) => one,
    }
}
