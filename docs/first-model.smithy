$version: "2"
namespace example.weather
use aws.protocols#restJson1

@restJson1
service Weather { version: "2026-11-24", operations: [GetForecast, ReportSighting] }

/// How warm it will be.
@readonly
@http(method: "GET", uri: "/cities/{city}/forecast")
operation GetForecast {
    input := {
        @required @httpLabel city: String
        @httpQuery("days") days: Integer = 1
    }
    output := { @required celsius: Float }
    errors: [NoSuchCity]
}

/// Adds a sighting to the city's diary.
@http(method: "POST", uri: "/cities/{city}/sightings", code: 201)
operation ReportSighting {
    input := { @required @httpLabel city: String, @required text: String }
    errors: [NoSuchCity]
}

/// The service has never heard of the city.
@error("client")
@httpError(404)
structure NoSuchCity { message: String }
