//! The standard types as shapes.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::{Blank, Field, List, Map, MapKey, Mut, Optional, Ref, Shape};
use crate::big_number::{BigDecimal, BigInteger};
use crate::blob::Blob;
use crate::document::Document;
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
        impl Field for $type {
            fn present(&self) -> Option<&dyn Shape> {
                Some(self)
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
    ByteStream: Stream |value| value;
}

impl<T: Shape + Blank> Shape for Option<T> {
    fn view(&self) -> Ref<'_> {
        self.as_ref().map_or(Ref::Absent, Shape::view)
    }
    fn slot(&mut self) -> Mut<'_> {
        Mut::Optional(self)
    }
}
impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}
impl<T: Shape> Field for Option<T> {
    fn present(&self) -> Option<&dyn Shape> {
        self.as_ref().map(|value| value as &dyn Shape)
    }
}
impl<T: Shape + Blank> Optional for Option<T> {
    fn insert_blank(&mut self) -> &mut dyn Shape {
        self.insert(T::blank())
    }
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Shape> Shape for Box<T> {
    fn view(&self) -> Ref<'_> {
        (**self).view()
    }
    fn slot(&mut self) -> Mut<'_> {
        (**self).slot()
    }
}
impl<T: Blank> Blank for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }
}
impl<T: Shape> Field for Box<T> {
    fn present(&self) -> Option<&dyn Shape> {
        Some(&**self)
    }
}

impl<T: Shape + Blank> Shape for Vec<T> {
    fn view(&self) -> Ref<'_> {
        Ref::List(self)
    }
    fn slot(&mut self) -> Mut<'_> {
        Mut::List(self)
    }
}
impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}
impl<T: Shape + Blank> Field for Vec<T> {
    fn present(&self) -> Option<&dyn Shape> {
        Some(self)
    }
}
impl<T: Shape + Blank> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }
    fn get(&self, index: usize) -> Option<&dyn Shape> {
        <[T]>::get(self, index).map(|element| element as &dyn Shape)
    }
    fn push_blank(&mut self) -> &mut dyn Shape {
        let index = self.len();
        self.push(T::blank());
        &mut self[index]
    }
    fn clear(&mut self) {
        self.clear();
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
        Mut::Map(self)
    }
}
impl<K, V> Blank for BTreeMap<K, V> {
    fn blank() -> Self {
        Self::new()
    }
}
impl<K: MapKey, V: Shape + Blank> Field for BTreeMap<K, V> {
    fn present(&self) -> Option<&dyn Shape> {
        Some(self)
    }
}
impl<K: MapKey, V: Shape + Blank> Map for BTreeMap<K, V> {
    fn len(&self) -> usize {
        self.len()
    }
    fn entries<'a>(&'a self, visit: &mut dyn FnMut(&'a str, &'a dyn Shape) -> ControlFlow<()>) -> ControlFlow<()> {
        self.iter().try_for_each(|(key, value)| visit(key.as_text(), value))
    }
    fn insert_blank(&mut self, key: &str) -> &mut dyn Shape {
        let value = self.entry(K::from_text(key)).or_insert_with(V::blank);
        *value = V::blank();
        value
    }
    fn clear(&mut self) {
        self.clear();
    }
}
