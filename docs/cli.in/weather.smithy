$version: "2"

namespace example.weather

use aws.protocols#restJson1
use smithy.test#httpRequestTests

/// Forecasts for cities.
@restJson1
service Weather {
    version: "2026-11-24"
    operations: [
        GetForecast
    ]
}

/// How warm it will be.
@readonly
@http(method: "GET", uri: "/cities/{city}/forecast")
@httpRequestTests([
    {
        id: "GetForecastOfOslo"
        protocol: restJson1
        method: "GET"
        uri: "/cities/Oslo/forecast"
        params: { city: "Oslo" }
    }
])
operation GetForecast {
    input := {
        @required
        @httpLabel
        city: String
    }

    output := {
        celsius: Float
    }
}
