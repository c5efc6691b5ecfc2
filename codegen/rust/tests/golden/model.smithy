$version: "2"

namespace example.golden

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1
use smithy.waiters#waitable

/// A library that lends books.
///
/// Everything that generated code has a form of its own for is in this model once.
@restJson1
@service(sdkId: "Library", endpointPrefix: "library")
@sigv4(name: "library")
@title("Example Library")
service Library {
    version: "2026-11-24"
    operations: [
        AddBook
        CountBooks
        DownloadBook
        ListBooks
        Match
        WatchShelf
    ]
    errors: [
        Overloaded
    ]
}

/// Adds a book to a shelf.
///
/// The **shelf** is made if it does not exist. See [the rules](https://example.com/rules), [`AddBook`](#AddBook),
/// [books](#Book) and [lists](#Books) of them.
@http(method: "PUT", uri: "/shelves/{shelf}/books/{isbn}", code: 201)
@idempotent
operation AddBook {
    input := {
        @required
        @httpLabel
        shelf: String

        @required
        @httpLabel
        @pattern("^[0-9]{13}$")
        isbn: String

        /// More than three members are required: they are given as a literal.
        @required
        book: Book

        @required
        @httpHeader("x-copies")
        @range(min: 1)
        copies: Integer

        /// Repeats of a request have the same token.
        @idempotencyToken
        token: String

        /// A client leaves the default to the service.
        priority: Priority = 2
    }
    output := {
        @required
        @httpHeader("location")
        location: String

        @default("new")
        @deprecated
        state: State
    }
    errors: [
        NoSuchShelf
    ]
}

@readonly
@deprecated(message: "List them.", since: "1.4.0")
@http(method: "GET", uri: "/count")
@waitable(
    Counted: {
        acceptors: [
            {
                state: "success"
                matcher: { success: true }
            }
        ]
    }
)
operation CountBooks {
    output: Count
}

@deprecated
structure Count {
    @required
    @deprecated
    count: Long
}

@readonly
@http(method: "GET", uri: "/books/{isbn}/text")
operation DownloadBook {
    input := {
        @required
        @httpLabel
        isbn: String
    }
    output := {
        @required
        @httpPayload
        text: Text
    }
}

@streaming
@mediaType("text/plain")
blob Text

@readonly
@waitable(
    HasBooks: {
        documentation: "Until there is a book. See [the rules](https://example.com/rules)."
        acceptors: [
            {
                state: "success"
                matcher: {
                    output: { path: "length(books) > `0`", expected: "true", comparator: "booleanEquals" }
                }
            }
            {
                state: "retry"
                matcher: { errorType: "Overloaded" }
            }
        ]
        minDelay: 1
        maxDelay: 10
    }
    Closed: {
        acceptors: [
            {
                state: "success"
                matcher: { success: false }
            }
        ]
        minDelay: 5
        maxDelay: 5
        deprecated: true
    }
    AllNew: {
        acceptors: [
            {
                state: "success"
                matcher: {
                    output: { path: "books[].title", expected: "new", comparator: "allStringEquals" }
                }
            }
            {
                state: "failure"
                matcher: {
                    output: { path: "books[].cover.color", expected: "black", comparator: "anyStringEquals" }
                }
                message: "books[].title"
            }
            {
                state: "success"
                matcher: {
                    inputOutput: { path: "input.token == output.token && 'same'", expected: "same", comparator: "stringEquals" }
                }
            }
            {
                state: "failure"
                matcher: { success: true }
            }
        ]
    }
)
@paginated(inputToken: "token", outputToken: "token", items: "books", pageSize: "size")
@http(method: "GET", uri: "/books")
operation ListBooks {
    input := {
        @httpQuery("token")
        @deprecated(since: "2026-11-24")
        token: String

        @httpQuery("size")
        size: Integer

        @httpQueryParams
        filters: Filters
    }
    output := {
        token: String

        books: Books

        /// Books by the name of their author.
        byAuthor: BooksByAuthor
    }
}

/// An operation named like a keyword, of shapes and members that are, too.
@http(method: "POST", uri: "/match")
operation Match {
    input := {
        type: String

        self: Result

        maxItems: Integer

        max_items: Integer
    }
    output: Result
}

@http(method: "POST", uri: "/shelves/{shelf}/watch")
operation WatchShelf {
    input := {
        @required
        @httpLabel
        shelf: String
    }
    output := {
        @httpPayload
        events: ShelfEvents
    }
}

@streaming
union ShelfEvents {
    added: Book
    removed: Removed
    gone: NoSuchShelf
}

structure Removed {
    @eventHeader
    isbn: String
}

/// A book.
structure Book {
    /// Its title.
    @required
    @length(min: 1, max: 200)
    title: String

    /// Who wrote it.
    authors: Authors

    published: Timestamp

    @timestampFormat("http-date")
    lastLent: Timestamp

    @jsonName("price-in-cents")
    price: Integer

    /// Who has it. Nobody else is told.
    borrower: PersonName

    /// Books like it.
    related: Books

    /// The book it continues.
    sequelOf: Book

    cover: Cover

    /// Whatever else is known of it.
    notes: Document
}

@sensitive
string PersonName

@uniqueItems
list Authors {
    member: String
}

list Books {
    member: Book
}

map BooksByAuthor {
    key: String
    value: Books
}

map Filters {
    key: String
    value: String
}

@sparse
list Ratings {
    member: Double
}

/// What is on the front.
union Cover {
    /// A picture.
    image: Blob

    /// One colour all over.
    color: Color

    /// Nothing at all.
    @deprecated
    blank: Unit
}

enum Color {
    /// As the night.
    BLACK = "black"

    NAVY_BLUE = "navy-blue"

    @deprecated(message: "use NAVY_BLUE")
    BLUE = "blue"
}

enum State {
    @deprecated
    NEW = "new"
    USED = "used"
}

intEnum Priority {
    LOW = 1
    NORMAL = 2
    HIGH = 3
}

/// A shape that has the name of a Rust type.
structure Result {
    ratings: Ratings

    option: Option
}

structure Option {
    some: String
}

/// The shelf does not exist.
@error("client")
@httpError(404)
structure NoSuchShelf {
    message: String

    shelf: String
}

/// Too many readers.
@error("server")
@retryable(throttling: true)
@httpError(503)
structure Overloaded {
    @required
    message: String

    @httpHeader("retry-after")
    retryAfter: Integer
}
