$version: "2"
namespace example

service Weather {
    version: "1"
    operations: [GetCity]
    resources: [City]
}

resource City {
    identifiers: { city: String }
    read: GetCity
}

@readonly
operation GetCity {
    input := {
        @required
        city: String
    }
}
