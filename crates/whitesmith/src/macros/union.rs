//! Unions.

/// A union: its schema, and its members by index. The type has a last variant `Unknown(UnknownMember)`.
///
/// `Unit` members are variants of [`crate::Unit`].
#[macro_export]
macro_rules! union {
    ($type:ident: $schema:ident = $id:literal {
        $($index:literal $variant:ident: $name:literal => $target:path $([$($trait:expr),+ $(,)?])?),* $(,)?
    } $([$($shape_trait:expr),+ $(,)?])?) => {
        #[doc = concat!("The schema of [`", stringify!($type), "`]: `", $id, "`.")]
        pub static $schema: $crate::schema::Schema = $crate::schema::Schema::union($id, &[
            $($crate::schema::Member::new($name, &$target)$(.with($crate::traits!($($trait),+)))?),*
        ])$(.with($crate::traits!($($shape_trait),+)))?;

        $crate::serde_impls!($type, $schema);
        #[allow(deprecated, reason = "members that are deprecated are read and written, too")]
        impl $crate::shape::Union for $type {
            fn schema(&self) -> &'static $crate::schema::Schema {
                &$schema
            }
            fn variant(&self) -> $crate::shape::Variant<'_> {
                match self {
                    $(Self::$variant(value) => $crate::shape::Variant::Known($index, $crate::shape::Shape::view(value)),)*
                    Self::Unknown(unknown) => $crate::shape::Variant::Unknown(&unknown.name, &unknown.value),
                }
            }
            fn select(&mut self, index: usize) -> ::std::option::Option<$crate::shape::Mut<'_>> {
                match index {
                    $($index => *self = Self::$variant($crate::shape::Blank::blank()),)*
                    _ => return ::std::option::Option::None,
                }
                match self {
                    $(Self::$variant(value) => ::std::option::Option::Some($crate::shape::Shape::slot(value)),)*
                    Self::Unknown(_) => ::std::option::Option::None,
                }
            }
            fn select_unknown(&mut self, name: &str, value: $crate::Document) {
                *self = Self::Unknown($crate::UnknownMember { name: name.into(), value });
            }
        }
        impl $crate::shape::Shape for $type {
            #[inline]
            fn view(&self) -> $crate::shape::Ref<'_> {
                $crate::shape::Ref::Union(self)
            }
            #[inline]
            fn slot(&mut self) -> $crate::shape::Mut<'_> {
                $crate::shape::Mut::Union(self)
            }
        }
        impl $crate::shape::Blank for $type {
            fn blank() -> Self {
                Self::Unknown(::std::default::Default::default())
            }
        }
        impl $crate::shape::Shape for ::std::boxed::Box<$type> {
            fn view(&self) -> $crate::shape::Ref<'_> {
                $crate::shape::Ref::Union(&**self)
            }
            fn slot(&mut self) -> $crate::shape::Mut<'_> {
                $crate::shape::Mut::Union(&mut **self)
            }
        }
        impl $crate::shape::Blank for ::std::boxed::Box<$type> {
            fn blank() -> Self {
                Self::new($crate::shape::Blank::blank())
            }
        }
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::debug::union(self, f)
            }
        }
        impl ::std::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::equality::unions(self, other)
            }
        }
    };
}
