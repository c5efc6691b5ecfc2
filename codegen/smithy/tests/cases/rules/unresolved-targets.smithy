$version: "2"

namespace example

structure Forecast {
    near: Forcast
    elsewhere: MyThing
    prelude: Strnig
    unknown: Weather
}

operation GetForecast {
    input: ForecastInput
}
