$version: "2"

namespace example.kitchensink.other

/// Another `Result`. The service renames it.
structure Result {
    value: String
}
