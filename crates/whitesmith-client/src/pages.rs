//! Operations that answer in pages
//! ([paginated trait](https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait)).

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use whitesmith::operation::OperationTrait;
use whitesmith::shape::{Mut, Ref, Structure};
use whitesmith::{Error, ErrorKind, Operation, Request};

use crate::client::Client;

/// The pages of an operation, one call each: a [`Stream`] of outputs that ends with the last page, or with an error.
///
/// ```text
/// let mut pages = client.list_members_pages(ListMembersInput::default());
/// while let Some(page) = pages.next().await {
///     for member in page?.members.unwrap_or_default() {
///         println!("{:?}", member.account_id);
///     }
/// }
/// ```
///
/// An operation without `@paginated` has one page.
pub struct Pages<O: Operation> {
    client: Client,
    /// The request of the next page; `None` after the last.
    next: Option<Request<O::Input>>,
    /// The call for a page, with the request it was made with.
    call: Option<PageCall<O>>,
}

type PageCall<O> = Pin<
    Box<
        dyn Future<
                Output = (Request<<O as Operation>::Input>, Result<<O as Operation>::Output, <O as Operation>::Error>),
            > + Send,
    >,
>;

impl Client {
    /// The pages of an operation, from the one that `request` asks for.
    pub fn pages<O: Operation>(&self, request: impl Into<Request<O::Input>>) -> Pages<O>
    where
        O::Input: Clone,
    {
        Pages { client: self.clone(), next: Some(request.into()), call: None }
    }
}

impl<O: Operation> Pages<O>
where
    O::Input: Clone,
{
    /// The next page; `None` after the last, and after an error.
    pub async fn next(&mut self) -> Option<Result<O::Output, O::Error>> {
        std::future::poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<O::Output, O::Error>>> {
        if self.call.is_none() {
            let Some(request) = self.next.take() else { return Poll::Ready(None) };
            let call = self.client.call::<O>(request.clone());
            self.call = Some(Box::pin(async move { (request, call.await) }));
        }
        let Some(call) = &mut self.call else { return Poll::Ready(None) };
        let Poll::Ready((mut request, result)) = call.as_mut().poll(cx) else { return Poll::Pending };
        self.call = None;
        if let Ok(output) = &result {
            match turn(O::SCHEMA.traits(), output, request.input_mut()) {
                Ok(true) => self.next = Some(request),
                Ok(false) => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
        }
        Poll::Ready(Some(result))
    }
}

impl<O: Operation> Stream for Pages<O>
where
    O::Input: Clone + Unpin,
{
    type Item = Result<O::Output, O::Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<O: Operation> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::SCHEMA.id()).finish_non_exhaustive()
    }
}

/// Puts the token of a page into the input of the next one; false if there is no next one.
fn turn(traits: &[OperationTrait], output: &dyn Structure, input: &mut dyn Structure) -> Result<bool, Error> {
    let names = traits.iter().find_map(|t| match t {
        OperationTrait::Paginated { input_token, output_token, .. } => Some((*input_token, *output_token)),
        _ => None,
    });
    let Some((input_token, output_token)) = names else { return Ok(false) };
    let token = output_token.split('.').try_fold(Ref::Structure(output), |found, name| match found {
        Ref::Structure(structure) => member(structure, name),
        _ => None,
    });
    let Some(token) = token else { return Ok(false) };
    let index = input.schema().members().iter().position(|member| member.name() == input_token);
    let Some(index) = index else { return Ok(false) };
    // A token that is none, or that was sent already, would go on for ever.
    let sent = input.member(index).is_some_and(|sent| same(&sent, &token));
    if sent || matches!(token, Ref::String("")) {
        return Ok(false);
    }
    match (input.member_mut(index), token) {
        (Some(Mut::String(text)), Ref::String(token)) => *text = token.into(),
        (Some(Mut::Integer(number)), Ref::Integer(token)) => *number = token,
        (Some(Mut::Long(number)), Ref::Long(token)) => *number = token,
        _ => {
            return Err(
                Error::new(ErrorKind::Response).with_message("the token of the next page is neither text nor a number")
            );
        }
    }
    Ok(true)
}

fn member<'a>(structure: &'a dyn Structure, name: &str) -> Option<Ref<'a>> {
    let index = structure.schema().members().iter().position(|member| member.name() == name)?;
    structure.member(index)
}

fn same(sent: &Ref<'_>, token: &Ref<'_>) -> bool {
    match (sent, token) {
        (Ref::String(sent), Ref::String(token)) => sent == token,
        (Ref::Integer(sent), Ref::Integer(token)) => sent == token,
        (Ref::Long(sent), Ref::Long(token)) => sent == token,
        _ => false,
    }
}
