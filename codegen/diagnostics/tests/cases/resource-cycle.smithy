$version: "2"
namespace example

resource City {
    resources: [District]
}

resource District {
    resources: [City]
}
