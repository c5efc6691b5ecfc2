//! Looking at values without knowing their types.
//!
//! Everything that walks values (codecs, HTTP bindings, validation, `Debug`, comparison) is a plain recursive
//! function over two enums: [`Ref`] to look at a value, [`Mut`] to fill one in. A generated type says which of
//! them it is, and hands out its members as these; members have the index that they have in its [`Schema`].
//!
//! Values are read **in place**: a reader asks a list for one more blank element and fills that, so no second,
//! all-`Option` copy of any type exists.

mod impls;

use std::ops::ControlFlow;

use crate::big_number::{BigDecimal, BigInteger};
use crate::blob::Blob;
use crate::document::Document;
use crate::event_stream::Events;
use crate::schema::{Member, Schema};
use crate::stream::ByteStream;
use crate::timestamp::Timestamp;

/// A value of some shape.
pub trait Shape: Send {
    /// Whether it is a stream, which is taken out of its place and not only filled in.
    const IS_STREAM: bool = false;

    /// The value, to look at.
    fn view(&self) -> Ref<'_>;
    /// The value, to fill in. What is absent is made, and is blank then; what was there is blank again if it is
    /// optional, a list or a map, unless it is a stream.
    fn slot(&mut self) -> Mut<'_>;
}

/// A type with a value that says nothing: `false`, 0, `""`, the epoch, no elements, the modelled default.
///
/// It is what a reader starts from, and so what a client sees where a service left a required member out
/// ([error correction](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction)).
pub trait Blank {
    /// That value.
    fn blank() -> Self;
}

/// A value, to look at.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "each is a value of the shape type of that name; enums are strings, intEnums integers")]
pub enum Ref<'a> {
    /// An optional value that is not there, or a null in a sparse collection.
    Absent,
    Boolean(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    Float(f32),
    Double(f64),
    BigInteger(&'a BigInteger),
    BigDecimal(&'a BigDecimal),
    String(&'a str),
    Blob(&'a Blob),
    Timestamp(Timestamp),
    Document(&'a Document),
    Structure(&'a dyn Structure),
    Union(&'a dyn Union),
    List(&'a dyn List),
    Map(&'a dyn Map),
    /// A streaming blob.
    Stream(&'a ByteStream),
    /// A streaming union. Its events can only be taken out of it through [`Mut`].
    EventStream(&'a dyn Events),
}

/// A value, to fill in.
#[expect(missing_docs, reason = "each is a value of the shape type of that name")]
pub enum Mut<'a> {
    Boolean(&'a mut bool),
    Byte(&'a mut i8),
    Short(&'a mut i16),
    Integer(&'a mut i32),
    Long(&'a mut i64),
    Float(&'a mut f32),
    Double(&'a mut f64),
    BigInteger(&'a mut BigInteger),
    BigDecimal(&'a mut BigDecimal),
    String(&'a mut String),
    Blob(&'a mut Blob),
    Timestamp(&'a mut Timestamp),
    Document(&'a mut Document),
    Enum(&'a mut dyn StringEnum),
    IntEnum(&'a mut dyn IntEnum),
    Structure(&'a mut dyn Structure),
    Union(&'a mut dyn Union),
    List(&'a mut dyn List),
    Map(&'a mut dyn Map),
    /// A streaming blob.
    Stream(&'a mut ByteStream),
    /// A streaming union.
    EventStream(&'a mut dyn Events),
}

/// A structure: members by their index in the schema.
///
/// It is a [`Shape`] and has a [`Blank`] value by that, and so is a box of it: two traits less to write for each of a
/// thousand types.
pub trait Structure: Send {
    /// Its [`Blank`] value.
    fn start() -> Self
    where
        Self: Sized;
    /// Its schema.
    fn schema(&self) -> &'static Schema;
    /// Shows every member that is there, in the order of the schema.
    fn show<'a>(&'a self, visitor: &mut Visitor<'_, 'a>);
    /// The member at `index`, to fill in, as [`Shape::slot`] has it: it is there from then on. `None` behind the last.
    fn member_mut(&mut self, index: usize) -> Option<Mut<'_>>;
    /// Sets the members that callers leave to the service to their defaults: where a server starts from.
    fn set_defaults(&mut self) {}
    /// Itself, without its type.
    fn as_dyn(&self) -> &dyn Structure
    where
        Self: Sized,
    {
        self
    }
    /// Itself, without its type, to fill in.
    fn as_dyn_mut(&mut self) -> &mut dyn Structure
    where
        Self: Sized,
    {
        self
    }
}

/// Somebody who looks at the members of a structure that are there, one after another.
pub trait Visit<'a> {
    /// Looks at a member; `Break` if that is enough.
    fn value(&mut self, index: usize, value: &Ref<'a>) -> ControlFlow<()>;

    /// Looks at a member that is a string. Most are, and generated code knows it without a look at the value.
    fn string(&mut self, index: usize, value: &'a str) -> ControlFlow<()> {
        self.value(index, &Ref::String(value))
    }

    /// Looks at a member that is a structure.
    fn structure(&mut self, index: usize, value: &'a dyn Structure) -> ControlFlow<()> {
        self.value(index, &Ref::Structure(value))
    }
}

impl<'a, F: FnMut(usize, &Ref<'a>) -> ControlFlow<()>> Visit<'a> for F {
    fn value(&mut self, index: usize, value: &Ref<'a>) -> ControlFlow<()> {
        self(index, value)
    }
}

/// What a structure shows its members to.
pub struct Visitor<'v, 'a> {
    visit: &'v mut dyn Visit<'a>,
    /// Whether it has seen enough. Asked here, so that generated code need not ask after every member.
    done: bool,
}

impl<'v, 'a> Visitor<'v, 'a> {
    /// A visitor of one structure, on behalf of somebody.
    pub fn new(visit: &'v mut dyn Visit<'a>) -> Self {
        Self { visit, done: false }
    }

    /// Shows it a member, if that is there.
    pub fn member<T: Shape>(&mut self, index: usize, member: &'a T) {
        match member.view() {
            Ref::Absent => {}
            Ref::String(value) => self.string(index, value),
            Ref::Structure(value) => self.structure(index, value),
            value => self.value(index, &value),
        }
    }

    /// Values are handed on by reference: a copy could not be made before all that was just written of it has reached
    /// memory.
    fn value(&mut self, index: usize, value: &Ref<'a>) {
        if !self.done {
            self.done = self.visit.value(index, value).is_break();
        }
    }

    fn string(&mut self, index: usize, value: &'a str) {
        if !self.done {
            self.done = self.visit.string(index, value).is_break();
        }
    }

    fn structure(&mut self, index: usize, value: &'a dyn Structure) {
        if !self.done {
            self.done = self.visit.structure(index, value).is_break();
        }
    }
}

impl dyn Structure + '_ {
    /// Shows every member that is there, in the order of the schema, until told to stop.
    pub fn visit<'a>(&'a self, mut visit: &mut dyn FnMut(usize, &Ref<'a>) -> ControlFlow<()>) {
        self.show(&mut Visitor::new(&mut visit));
    }

    /// The member at `index`, unless it is absent. To look at many members, [`visit`](#method.visit) them: this
    /// takes time in proportion to the number of members.
    pub fn member(&self, index: usize) -> Option<Ref<'_>> {
        let mut found = None;
        self.visit(&mut |at, value| {
            if at < index {
                return ControlFlow::Continue(());
            }
            found = (at == index).then_some(*value);
            ControlFlow::Break(())
        });
        found
    }

    /// Shows every member that is there, until one fails.
    pub fn try_members<'a, E>(
        &'a self,
        mut visit: impl FnMut(&'static Member, &Ref<'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        let members = self.schema().members();
        let mut result = Ok(());
        self.visit(&mut |index, value| match members.get(index).map_or(Ok(()), |member| visit(member, value)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                result = Err(error);
                ControlFlow::Break(())
            }
        });
        result
    }
}

/// A union: one of its members, or one that the model does not know.
pub trait Union: Send {
    /// Its schema.
    fn schema(&self) -> &'static Schema;
    /// Which member it holds.
    fn variant(&self) -> Variant<'_>;
    /// Makes it hold a blank member `index`, to fill in; `None` behind the last.
    fn select(&mut self, index: usize) -> Option<Mut<'_>>;
    /// Makes it hold a member that the model does not know.
    fn select_unknown(&mut self, name: &str, value: Document);
}

/// What a [`Union`] holds.
pub enum Variant<'a> {
    /// A member, by its index in the schema.
    Known(usize, Ref<'a>),
    /// A member that the model does not know: its name on the wire, and its value.
    Unknown(&'a str, &'a Document),
}

/// A list.
#[expect(clippy::len_without_is_empty, reason = "every method here is compiled for every type of element")]
pub trait List: Send {
    /// How many elements it has.
    fn len(&self) -> usize;
    /// The element at `index`.
    fn get(&self, index: usize) -> Option<Ref<'_>>;
    /// Appends an element, to fill in; or a null, which only a sparse list holds, and which is nothing to fill in.
    fn push(&mut self, null: bool) -> Option<Mut<'_>>;
}

/// A map from strings, or from values that are strings on the wire.
#[expect(clippy::len_without_is_empty, reason = "every method here is compiled for every type of value")]
pub trait Map: Send {
    /// How many entries it has.
    fn len(&self) -> usize;
    /// Shows every entry in the order of the keys, until told to stop.
    fn entries<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Ref<'a>) -> ControlFlow<()>) -> ControlFlow<()>;
    /// Adds an entry with a value to fill in, or with a null, which only a sparse map holds. A value that was there is
    /// replaced.
    fn insert(&mut self, key: &str, null: bool) -> Option<Mut<'_>>;
}

/// An enum of strings. It is open: it can hold text that the model does not know.
pub trait StringEnum: Send {
    /// Makes it the value with this text.
    fn set(&mut self, text: &str);
}

/// An enum of integers. It is open: it can hold numbers that the model does not know.
pub trait IntEnum: Send {
    /// Makes it the value with this number.
    fn set(&mut self, number: i32);
}

/// A type that can be the key of a map.
pub trait MapKey: Ord + Send {
    /// The key with this text.
    fn from_text(text: &str) -> Self;
    /// The key's text.
    fn as_text(&self) -> &str;
}
