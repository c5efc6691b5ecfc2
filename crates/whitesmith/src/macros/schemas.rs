//! Schemas of what is no type of its own, and the traits of all.

/// Schemas of shapes that are no types of their own: simple shapes, lists and maps, one a row.
///
/// ```
/// # mod schema {
/// whitesmith::schemas! {
///     ACCOUNT_ID = String "com.example#AccountId" [Pattern(r"\S")];
///     ACCOUNT_ID_LIST = List "com.example#AccountIdList" { "member": crate::schema::ACCOUNT_ID } [UniqueItems];
/// }
/// # }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! schemas {
    ($($name:ident = $kind:ident $id:literal
        $({ $($member:literal: $target:path $([$($trait:expr),+ $(,)?])?),* $(,)? })?
        $([$($shape_trait:expr),+ $(,)?])?;)*) => {$(
        #[doc = concat!("`", $id, "`")]
        pub(crate) static $name: $crate::schema::Schema =
            $crate::schema::Schema::new($id, $crate::schema::Kind::$kind, &[
                $($($crate::schema::Member::new($member, &$target)$(.with($crate::traits!($($trait),+)))?),*)?
            ])$(.with($crate::traits!($($shape_trait),+)))?;
    )*};
}

/// Traits under their own names.
#[doc(hidden)]
#[macro_export]
macro_rules! traits {
    ($($trait:expr),+) => {{
        use $crate::schema::traits::*;
        &[$($trait),+]
    }};
}
