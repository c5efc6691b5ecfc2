//! The standard types as shapes.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::{Blank, List, Map, MapKey, Mut, Ref, Shape, Structure, Visitor};
use crate::big_number::{BigDecimal, BigInteger};
use crate::blob::Blob;
use crate::document::Document;
use crate::schema::Schema;
use crate::stream::ByteStream;
use crate::timestamp::Timestamp;

/// A type that is one variant of [`Ref`] and [`Mut`], by copy or by reference, and blank by `Default`.
macro_rules! simple {
    ($($type:ty: $variant:ident |$value:ident| $view:expr;)*) => {$(
        impl Shape for $type {
            fn view(&self) -> Ref<'_> {
                let $value = self;
                Ref::$variant($view)
            }
            fn slot(&mut self) -> Mut<'_> {
                Mut::$variant(self)
            }
        }
        impl Blank for $type {
            fn blank() -> Self {
                Self::default()
            }
        }
    )*};
}

simple! {
    bool: Boolean |value| *value;
    i8: Byte |value| *value;
    i16: Short |value| *value;
    i32: Integer |value| *value;
    i64: Long |value| *value;
    f32: Float |value| *value;
    f64: Double |value| *value;
    BigInteger: BigInteger |value| value;
    BigDecimal: BigDecimal |value| value;
    String: String |value| value;
    Blob: Blob |value| value;
    Timestamp: Timestamp |value| *value;
    Document: Document |value| value;
}

impl Shape for ByteStream {
    const IS_STREAM: bool = true;

    fn view(&self) -> Ref<'_> {
        Ref::Stream(self)
    }
    fn slot(&mut self) -> Mut<'_> {
        Mut::Stream(self)
    }
}
impl Blank for ByteStream {
    fn blank() -> Self {
        Self::default()
    }
}

impl<T: Shape + Blank> Shape for Option<T> {
    fn view(&self) -> Ref<'_> {
        match self {
            Some(value) => value.view(),
            None => Ref::Absent,
        }
    }
    // Once for each type, and not for each of the thousands of members: a tenth of a release build.
    #[inline(never)]
    fn slot(&mut self) -> Mut<'_> {
        if T::IS_STREAM { self.get_or_insert_with(T::blank) } else { self.insert(T::blank()) }.slot()
    }
}
impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T: Structure> Shape for T {
    #[inline]
    fn view(&self) -> Ref<'_> {
        Ref::Structure(self.as_dyn())
    }
    #[inline]
    fn slot(&mut self) -> Mut<'_> {
        Mut::Structure(self.as_dyn_mut())
    }
}
impl<T: Structure> Blank for T {
    fn blank() -> Self {
        T::start()
    }
}

/// A box is seen as what is in it.
impl<T: Structure> Structure for Box<T> {
    fn start() -> Self {
        Self::new(T::start())
    }
    fn schema(&self) -> &'static Schema {
        (**self).schema()
    }
    fn show<'a>(&'a self, visitor: &mut Visitor<'_, 'a>) {
        (**self).show(visitor);
    }
    fn member_mut(&mut self, index: usize) -> Option<Mut<'_>> {
        (**self).member_mut(index)
    }
    fn set_defaults(&mut self) {
        (**self).set_defaults();
    }
    fn as_dyn(&self) -> &dyn Structure {
        (**self).as_dyn()
    }
    fn as_dyn_mut(&mut self) -> &mut dyn Structure {
        (**self).as_dyn_mut()
    }
}

impl<T: Shape + Blank> Shape for Vec<T> {
    fn view(&self) -> Ref<'_> {
        Ref::List(self)
    }
    fn slot(&mut self) -> Mut<'_> {
        self.clear();
        Mut::List(self)
    }
}
impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}
impl<T: Shape + Blank> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }
    fn get(&self, index: usize) -> Option<Ref<'_>> {
        <[T]>::get(self, index).map(Shape::view)
    }
    fn push(&mut self, null: bool) -> Option<Mut<'_>> {
        self.push(T::blank());
        if null { None } else { self.last_mut().map(Shape::slot) }
    }
}

impl MapKey for String {
    fn from_text(text: &str) -> Self {
        text.into()
    }
    fn as_text(&self) -> &str {
        self
    }
}

impl<K: MapKey, V: Shape + Blank> Shape for BTreeMap<K, V> {
    fn view(&self) -> Ref<'_> {
        Ref::Map(self)
    }
    fn slot(&mut self) -> Mut<'_> {
        self.clear();
        Mut::Map(self)
    }
}
impl<K, V> Blank for BTreeMap<K, V> {
    fn blank() -> Self {
        Self::new()
    }
}
impl<K: MapKey, V: Shape + Blank> Map for BTreeMap<K, V> {
    fn len(&self) -> usize {
        self.len()
    }
    fn entries<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Ref<'a>) -> ControlFlow<()>) -> ControlFlow<()> {
        self.iter().try_for_each(|(key, value)| visit(key.as_text(), value.view()))
    }
    fn insert(&mut self, key: &str, null: bool) -> Option<Mut<'_>> {
        let value = self.entry(K::from_text(key)).or_insert_with(V::blank);
        *value = V::blank();
        if null { None } else { Some(value.slot()) }
    }
}
