$version: "2"

namespace com.amazonaws.securityhub

/// A text that holds more than white space.
// One such character anywhere is enough, so the pattern has no anchors.
@suppress(["PatternTrait"])
@pattern("\\S")
string NonEmptyString

/// The twelve digits that name an AWS account.
///
/// The service takes any text here and answers for each account whether it could be processed.
string AccountId

/// Account IDs, each of them not blank.
list AccountIdList {
    member: NonEmptyString
}

/// An account that was left as it was, and why.
structure Result {
    /// The account.
    AccountId: AccountId

    /// Why nothing was done for it, as a sentence for people.
    ProcessingResult: NonEmptyString
}

/// The accounts that were left as they were.
list ResultList {
    member: Result
}

/// A point in time: `2026-11-24T09:30:00Z`.
@timestampFormat("date-time")
timestamp Timestamp

boolean Boolean

integer Integer

/// Where the previous page ended. It has no meaning to the caller.
string NextToken

/// How many items a page may hold.
@range(min: 1, max: 50)
integer CrossAccountMaxResults

/// The input of an operation that acts on a list of accounts.
@mixin
structure ForAccounts {
    /// The accounts to act on.
    @required
    AccountIds: AccountIdList
}

/// The output of an operation that may succeed for some accounts and not for others.
@mixin
structure PerAccount {
    /// The accounts that nothing was done for, with the reason; none if all went well.
    UnprocessedAccounts: ResultList
}

/// The input of an operation that answers page by page.
@mixin
structure Page {
    /// How many items to return at most. The service may return fewer.
    @httpQuery("MaxResults")
    MaxResults: CrossAccountMaxResults

    /// The token that came with the previous page. Leave it out to start from the first page.
    @httpQuery("NextToken")
    NextToken: NextToken
}

/// The output of an operation that answers page by page.
@mixin
structure MorePages {
    /// The token to ask for the next page with. Absent on the last page.
    NextToken: NonEmptyString
}
