//! Whether a request may be sent again.

use http::StatusCode;

use crate::facts::ErrorFacts;
use crate::retry::{Fault, Retry};

impl Fault {
    /// The status of an error for which the model gives none.
    const fn status(self) -> StatusCode {
        match self {
            Self::Sender => StatusCode::BAD_REQUEST,
            Self::Receiver => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl Retry {
    /// Classifies an error by what the service's model says of it, or else by its code and status.
    ///
    /// The status is the one of the HTTP response. Where that is not one of an error, as in an event stream and
    /// in an error inside a 200, it is the one that the model gives the error, or else that of whoever is at fault.
    pub(crate) fn of_error(
        facts: Option<&ErrorFacts>,
        code: Option<&str>,
        status: StatusCode,
        fault: Option<Fault>,
    ) -> Self {
        match facts.map_or(Self::No, ErrorFacts::get_retry) {
            Self::No => Self::classify(code, error_status(facts, status, fault)),
            modeled => modeled,
        }
    }

    /// Classifies an error by its code and status, as the AWS SDKs do ([retry behavior]). [Codes] that AWS sends
    /// with a status of 500 or 503 count without it, since an event stream has none.
    ///
    /// [retry behavior]: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
    /// [Codes]: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
    fn classify(code: Option<&str>, status: StatusCode) -> Self {
        const THROTTLING: [&str; 14] = [
            "BandwidthLimitExceeded",
            "EC2ThrottledException",
            "LimitExceededException",
            "PriorRequestNotComplete",
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestThrottledException",
            "SlowDown",
            "ThrottledException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException",
            "TransactionInProgressException",
        ];
        const TRANSIENT: [&str; 5] = [
            "InternalError",
            "InternalFailure",
            "RequestTimeout",
            "RequestTimeoutException",
            "ServiceUnavailable",
        ];
        match (code, status.as_u16()) {
            (Some(code), _) if THROTTLING.contains(&code) => Self::Throttling,
            (Some(code), _) if TRANSIENT.contains(&code) => Self::Transient,
            (_, 429) => Self::Throttling,
            (_, 500 | 502 | 503 | 504) => Self::Transient,
            _ => Self::No,
        }
    }
}

/// The status by which an error is judged.
fn error_status(
    facts: Option<&ErrorFacts>,
    status: StatusCode,
    fault: Option<Fault>,
) -> StatusCode {
    if status.is_client_error() || status.is_server_error() {
        return status;
    }
    let modeled = facts.and_then(ErrorFacts::get_http_status);
    let modeled = modeled.and_then(|status| StatusCode::from_u16(status).ok());
    modeled.or(fault.map(Fault::status)).unwrap_or(status)
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use crate::facts::ErrorFacts;
    use crate::retry::{Fault, Retry};

    fn judge(facts: Option<ErrorFacts>, code: &str, status: u16, fault: Option<Fault>) -> Retry {
        let status = StatusCode::from_u16(status).unwrap();
        Retry::of_error(facts.as_ref(), Some(code), status, fault)
    }

    #[test]
    fn the_response_decides_where_its_status_is_one_of_an_error() {
        let server = Some(ErrorFacts::new("Broken").http_status(500));
        assert_eq!(judge(server, "Broken", 400, Some(Fault::Receiver)), Retry::No);
        let client = Some(ErrorFacts::new("Denied").http_status(403));
        assert_eq!(judge(client, "Denied", 503, Some(Fault::Sender)), Retry::Transient);
    }

    #[test]
    fn the_model_decides_where_the_status_says_success() {
        for (status, retry) in [
            (400, Retry::No),
            (429, Retry::Throttling),
            (500, Retry::Transient),
            (501, Retry::No),
            (503, Retry::Transient),
        ] {
            let facts = Some(ErrorFacts::new("Odd").http_status(status));
            for fault in [None, Some(Fault::Sender), Some(Fault::Receiver)] {
                assert_eq!(judge(facts, "Odd", 200, fault), retry, "{status}");
            }
        }
    }

    #[test]
    fn the_fault_decides_where_the_model_says_nothing() {
        for facts in [None, Some(ErrorFacts::new("Odd"))] {
            assert_eq!(judge(facts, "Odd", 200, Some(Fault::Receiver)), Retry::Transient);
            assert_eq!(judge(facts, "Odd", 200, Some(Fault::Sender)), Retry::No);
            assert_eq!(judge(facts, "Odd", 200, None), Retry::No);
        }
    }

    /// The common errors of AWS: their codes are known where no status is.
    #[test]
    fn the_code_decides_where_nothing_else_does() {
        for code in ["InternalError", "InternalFailure", "ServiceUnavailable", "RequestTimeout"] {
            assert_eq!(judge(None, code, 200, None), Retry::Transient, "{code}");
        }
        assert_eq!(judge(None, "SlowDown", 200, Some(Fault::Receiver)), Retry::Throttling);
        assert_eq!(judge(None, "ValidationException", 200, None), Retry::No);
    }

    #[test]
    fn what_the_model_says_of_retries_goes_before_all() {
        let facts = Some(ErrorFacts::new("Busy").retry(Retry::Throttling).http_status(400));
        assert_eq!(judge(facts, "Busy", 200, None), Retry::Throttling);
        assert_eq!(judge(facts, "Busy", 500, None), Retry::Throttling);
    }
}
