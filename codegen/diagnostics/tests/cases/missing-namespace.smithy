$version: "2"

structure City {
    name: String
}
