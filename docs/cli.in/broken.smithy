$version: "2"

namespace example.broken

structure Forecast {
    celsius: Float

structure City {
    name: String
}
