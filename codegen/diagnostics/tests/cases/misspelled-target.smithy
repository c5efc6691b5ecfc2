$version: "2"
namespace example

structure Forecast {
    high: Flaot
    low: Forcast
}
