//! Members in one expression.

use crate::shape::Structure;

/// Sets members of a structure in the expression that makes it.
///
/// ```
/// # use whitesmith::schema::prelude;
/// # #[derive(Default)]
/// # pub struct ListMembersInput { pub max_results: Option<i32>, pub next_token: Option<String> }
/// # whitesmith::structure! {
/// #     ListMembersInput: LIST_MEMBERS_INPUT = "com.example#ListMembersInput" {
/// #         0 max_results: "MaxResults" => prelude::INTEGER,
/// #         1 next_token: "NextToken" => prelude::STRING,
/// #     } default
/// # }
/// use whitesmith::With as _;
///
/// let input = ListMembersInput::default().with(|input| input.max_results = Some(10));
/// # assert_eq!(input.max_results, Some(10));
/// ```
///
/// It is a trait, and not a function of each structure, for what that costs: a tenth of checking the types of a large
/// service.
pub trait With: Sized {
    /// Sets members: all are public fields of what the closure gets.
    #[must_use]
    fn with(self, set: impl FnOnce(&mut Self)) -> Self;
}

impl<T: Structure> With for T {
    fn with(mut self, set: impl FnOnce(&mut Self)) -> Self {
        set(&mut self);
        self
    }
}
