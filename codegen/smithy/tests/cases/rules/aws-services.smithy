$version: "2"

namespace example

use aws.api#service

@service(sdkId: "AWS Cities-API", cloudTrailEventSource: "REPLACE_ME")
service Bad {}

@service(sdkId: "A Name That Is Longer Than Fifty Characters Can Hold Client", cloudTrailEventSource: "TODO")
service Long {}

@service(sdkId: "", arnNamespace: "nameless", cloudTrailEventSource: "other.amazonaws.com")
service Empty {}

@service(sdkId: "Config Service", cloudTrailEventSource: "released.amazonaws.com")
service Released {}

@service(sdkId: "Cities", arnNamespace: "cloudwatch", cloudTrailEventSource: "monitoring.amazonaws.com")
service Exception {}
