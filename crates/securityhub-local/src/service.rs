//! The service: every operation of the family, each one transaction of its rule.

use std::sync::Arc;
use std::time::{Instant, SystemTime};

use securityhub::{Request, SecurityHub, operation};
use whitesmith::{CommonError, Operation, Timestamp};

use crate::accounts::Caller;
use crate::journal::{Journal, Noted};
use crate::limits::{Buckets, Limits};
use crate::pagination::Tokens;
use crate::rejection::Rejection;
use crate::rules::{self, Context};
use crate::storage::{self, Access, Storage, StorageError, Versions};

/// How many requests the page shows.
const JOURNAL: usize = 100;

/// Security Hub on a storage. A clone is cheap, and is the same service.
#[derive(Clone)]
pub struct LocalHub(Arc<Inner>);

struct Inner {
    storage: Box<dyn Storage>,
    limits: Limits,
    buckets: Option<Buckets>,
    tokens: Tokens,
    journal: Journal,
}

impl LocalHub {
    /// The service.
    pub fn new(storage: Box<dyn Storage>, limits: Limits) -> Result<Self, StorageError> {
        Self::with_journal(storage, limits, JOURNAL)
    }

    /// The service, with a journal of so many requests.
    pub fn with_journal(storage: Box<dyn Storage>, limits: Limits, journal: usize) -> Result<Self, StorageError> {
        let tokens = Tokens::new(storage.secret())
            .ok_or_else(|| StorageError::message("the database's secret cannot be used as one"))?;
        let buckets = limits.rate.map(Buckets::new);
        Ok(Self(Arc::new(Inner { storage, limits, buckets, tokens, journal: Journal::new(journal) })))
    }

    /// Where the state is.
    pub fn storage(&self) -> &dyn Storage {
        &*self.0.storage
    }

    /// The last requests.
    pub fn journal(&self) -> &Journal {
        &self.0.journal
    }

    /// Does something that blocks, such as asking the storage, on a thread that may.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let hub = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&hub)).await;
        done.unwrap_or_else(|error| Err(StorageError::new("the work was not finished", error)))
    }

    /// Answers a request with its rule.
    async fn answer<O: Operation<Input: Sync, Output: Sync>>(
        &self,
        access: Access,
        rule: fn(&mut Context<'_>, &O::Input) -> Result<O::Output, Rejection>,
        request: Request<O::Input>,
    ) -> Result<O::Output, O::Error> {
        let (at, start) = (SystemTime::now(), Instant::now());
        let Some(caller) = request.identity().and_then(|identity| identity.get::<Caller>()).cloned() else {
            return Err(CommonError::MissingAuthenticationToken.message("Missing Authentication Token").into());
        };
        let invocation = request.headers().get("amz-sdk-invocation-id");
        let invocation = invocation.and_then(|id| id.to_str().ok()).map(ToOwned::to_owned);
        let request_id = request.request_id().map(ToOwned::to_owned);
        if let Some(buckets) = &self.0.buckets {
            buckets.take(&caller.account, &caller.region, start).map_err(Rejection::into_error::<O>)?;
        }
        let input = request.into_input();
        let done = self.blocking(move |hub| Ok(hub.transact(access, rule, &caller, at, &input))).await;
        let (result, versions) = done.unwrap_or_else(|error| (Err(error.into()), Versions::default()));
        if let Err(Rejection::Storage(error)) = &result {
            tracing::error!(operation = O::SCHEMA.name(), request_id, %error, "the storage failed");
        }
        if let Some(request_id) = request_id {
            self.0.journal.note(request_id, Noted { invocation, versions });
        }
        result.map_err(Rejection::into_error::<O>)
    }

    /// Carries out a rule in its transaction.
    fn transact<I, T>(
        &self,
        access: Access,
        rule: fn(&mut Context<'_>, &I) -> Result<T, Rejection>,
        caller: &Caller,
        at: SystemTime,
        input: &I,
    ) -> (Result<T, Rejection>, Versions) {
        // The wire and the storage have milliseconds.
        let now = Timestamp::from(at).milliseconds().map_or(Timestamp::EPOCH, Timestamp::from_milliseconds);
        storage::run(self.storage(), access, &caller.region, |state| {
            let Inner { limits, tokens, .. } = &*self.0;
            rule(&mut Context { state, account: &caller.account, region: &caller.region, now, limits, tokens }, input)
        })
    }
}

impl std::fmt::Debug for LocalHub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LocalHub").field(&self.storage().describe()).finish()
    }
}

/// The operations: the method, which is also the name of its rule, the operation, and whether it may change the state.
macro_rules! operations {
    ($($method:ident $operation:ident $access:ident;)*) => {
        impl SecurityHub for LocalHub {
            $(async fn $method(
                &self,
                request: Request<<operation::$operation as Operation>::Input>,
            ) -> Result<<operation::$operation as Operation>::Output, <operation::$operation as Operation>::Error> {
                self.answer::<operation::$operation>(Access::$access, rules::$method, request).await
            })*
        }
    };
}

operations! {
    accept_administrator_invitation AcceptAdministratorInvitation Write;
    accept_invitation AcceptInvitation Write;
    create_members CreateMembers Write;
    decline_invitations DeclineInvitations Write;
    delete_invitations DeleteInvitations Write;
    delete_members DeleteMembers Write;
    describe_hub DescribeHub Read;
    disable_security_hub DisableSecurityHub Write;
    disassociate_from_administrator_account DisassociateFromAdministratorAccount Write;
    disassociate_from_master_account DisassociateFromMasterAccount Write;
    disassociate_members DisassociateMembers Write;
    enable_security_hub EnableSecurityHub Write;
    get_administrator_account GetAdministratorAccount Read;
    get_invitations_count GetInvitationsCount Read;
    get_master_account GetMasterAccount Read;
    get_members GetMembers Read;
    invite_members InviteMembers Write;
    list_invitations ListInvitations Read;
    list_members ListMembers Read;
}
