$version: "2"
namespace example

resource City {
    identifiers: { cityId: String }
    read: GetCity
}

@readonly
operation GetCity {
    input := {
        @required
        city: String
    }
}
