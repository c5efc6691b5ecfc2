$version: "2"

namespace example

service Numbers {
    version: 1
    operations: [2]
    errors: 3
    rename: []
    other: true
}

resource Wrong {
    identifiers: []
    create: 1
    resources: {}
}
