//! The patterns of models, compiled when they are first needed.

use std::cell::{Cell, RefCell};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;
use whitesmith_pattern::Pattern;

/// A pattern; `None` if it does not compile, which is the model's mistake, not the request's.
type Compiled = Option<Pattern>;

/// Where a pattern's text is, and its length.
type Place = (usize, usize);

/// Whether some part of `text` matches. What cannot be decided within the bound on work does not.
pub(crate) fn matches(pattern: &'static str, text: &str) -> bool {
    compiled(pattern).as_ref().is_none_or(|pattern| pattern.is_match(text).unwrap_or(false))
}

/// The pattern of this text. Each is compiled once a process and kept, as their number is that of the model's; every
/// thread remembers where those are that it has used, by the place of their text.
fn compiled(pattern: &'static str) -> &'static Compiled {
    thread_local! {
        static KNOWN: RefCell<FxHashMap<Place, &'static Compiled>> = RefCell::default();
        /// The elements of a list have the same one again and again.
        static LAST: Cell<(Place, Option<&'static Compiled>)> = const { Cell::new(((0, 0), None)) };
    }
    static ALL: Mutex<Option<FxHashMap<&'static str, &'static Compiled>>> = Mutex::new(None);
    let place = (pattern.as_ptr().addr(), pattern.len());
    if let (last, Some(compiled)) = LAST.get()
        && last == place
    {
        return compiled;
    }
    let known = KNOWN.with_borrow(|known| known.get(&place).copied());
    let compiled = known.unwrap_or_else(|| {
        let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
        let compile = || &*Box::leak(Box::new(Pattern::new(pattern).ok()));
        let compiled = *all.get_or_insert_default().entry(pattern).or_insert_with(compile);
        KNOWN.with_borrow_mut(|known| known.insert(place, compiled));
        compiled
    });
    LAST.set((place, Some(compiled)));
    compiled
}
