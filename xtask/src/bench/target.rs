//! What the project has set out to reach, beside its peers and by itself.

/// What reports call ours.
pub(super) const SMITHGEN: &str = "smithgen";
/// What reports call the AWS SDK for Rust.
pub(super) const AWS_SDK: &str = "aws-sdk";
/// What reports call rusoto.
pub(super) const RUSOTO: &str = "rusoto";

const SONIC_RS: &str = "sonic-rs";
const SIMD_JSON: &str = "simd-json";
const QUICK_XML: &str = "quick-xml";
const SERDE_URLENCODED: &str = "serde_urlencoded";

/// The serde crates of a format, none of which may be ahead.
const CBOR_CRATES: &[(&str, f64)] = &[("minicbor-serde", 1.0), ("ciborium", 1.0)];

/// What a figure of ours is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Against {
    /// The figure of a peer, in the same run.
    Peer(&'static str),
    /// A number in the figure's own unit, whatever the peers do.
    Limit,
}

/// The most that a figure of ours may be, as a multiple of what it is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Target {
    pub(super) against: Against,
    pub(super) at_most: f64,
}

impl Against {
    /// Whether it is the peer of this name.
    pub(super) fn is_peer(self, name: &str) -> bool {
        matches!(self, Self::Peer(peer) if peer == name)
    }
}

impl Target {
    /// So many times what a peer takes.
    pub(super) fn ratio(peer: &'static str, at_most: f64) -> Self {
        Self { against: Against::Peer(peer), at_most }
    }

    /// So much.
    pub(super) fn limit(at_most: f64) -> Self {
        Self { against: Against::Limit, at_most }
    }
}

/// A case of `benches/speed` that has targets.
#[derive(Debug)]
pub(super) struct Case {
    /// Its id there.
    pub(super) id: &'static str,
    /// What readers call it.
    pub(super) title: &'static str,
    /// Peers, and the multiple of each that we may take.
    pub(super) targets: &'static [(&'static str, f64)],
}

/// Cases in the order of the table; what has no target comes after them.
pub(super) const CASES: &[Case] = &[
    Case {
        id: "json/resend_confirmation_code/write",
        title: "ResendConfirmationCode to JSON",
        targets: &[(SONIC_RS, 1.1)],
    },
    Case {
        id: "json/admin_create_user/write",
        title: "AdminCreateUser to JSON",
        targets: &[(SONIC_RS, 1.0)],
    },
    Case {
        id: "json/admin_create_user/build_and_write",
        title: "AdminCreateUser, built and to JSON",
        targets: &[(AWS_SDK, 0.5), (RUSOTO, 0.75)],
    },
    Case {
        id: "json/list_users/read",
        title: "ListUsers, 60 users with 10 attributes, from JSON",
        targets: &[(SIMD_JSON, 1.0)],
    },
    Case {
        id: "xml/list_objects_v2/read",
        title: "ListObjectsV2, 1,000 keys, from XML",
        targets: &[(QUICK_XML, 1.0)],
    },
    Case {
        id: "xml/list_objects_v2/response",
        title: "ListObjectsV2, 1,000 keys, from a response",
        targets: &[(AWS_SDK, 0.5)],
    },
    Case {
        id: "xml/complete_multipart_upload/write",
        title: "CompleteMultipartUpload to XML",
        targets: &[(QUICK_XML, 1.0)],
    },
    Case {
        id: "xml/complete_multipart_upload/request",
        title: "CompleteMultipartUpload to a request",
        targets: &[(AWS_SDK, 0.5)],
    },
    Case {
        id: "query/create_auto_scaling_group/write",
        title: "CreateAutoScalingGroup to a form",
        targets: &[(SERDE_URLENCODED, 1.0)],
    },
    Case {
        id: "query/create_auto_scaling_group/request",
        title: "CreateAutoScalingGroup to a request",
        targets: &[(AWS_SDK, 0.5)],
    },
    Case {
        id: "cbor/get_metric_data/write",
        title: "GetMetricData, large, to CBOR",
        targets: CBOR_CRATES,
    },
    Case {
        id: "cbor/get_metric_data/request",
        title: "GetMetricData, large, to a request",
        targets: &[(AWS_SDK, 0.5)],
    },
    Case {
        id: "cbor/get_metric_data/read",
        title: "GetMetricData, large, from CBOR",
        targets: CBOR_CRATES,
    },
    Case {
        id: "cbor/get_metric_data/response",
        title: "GetMetricData, large, from a response",
        targets: &[(AWS_SDK, 0.5)],
    },
    Case {
        id: "cbor/get_metric_data_small/write",
        title: "GetMetricData, small, to CBOR",
        targets: CBOR_CRATES,
    },
    Case {
        id: "cbor/get_metric_data_small/request",
        title: "GetMetricData, small, to a request",
        targets: &[(AWS_SDK, 0.5)],
    },
    Case {
        id: "cbor/get_metric_data_small/read",
        title: "GetMetricData, small, from CBOR",
        targets: CBOR_CRATES,
    },
    Case {
        id: "cbor/get_metric_data_small/response",
        title: "GetMetricData, small, from a response",
        targets: &[(AWS_SDK, 0.5)],
    },
];
