//! Types written by hand, as one would who has no generator.
//!
//! A time is a number with a tag, for which each crate has a type of its own, so it is a parameter.

use serde::{Deserialize, Serialize};

use super::input::{self, Size};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetMetricDataInput<T> {
    metric_data_queries: Vec<MetricDataQuery>,
    start_time: T,
    end_time: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scan_by: Option<ScanBy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_datapoints: Option<i32>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MetricDataQuery {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    metric_stat: Option<MetricStat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expression: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_data: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_id: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MetricStat {
    metric: Metric,
    period: i32,
    stat: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Unit>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Metric {
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metric_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dimensions: Option<Vec<Dimension>>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Dimension {
    name: String,
    value: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Unit {
    Seconds,
    Milliseconds,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum ScanBy {
    TimestampAscending,
    TimestampDescending,
}

/// An output of `GetMetricData`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Output<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    metric_data_results: Option<Vec<MetricDataResult<T>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct MetricDataResult<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) timestamps: Option<Vec<T>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) values: Option<Vec<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status_code: Option<StatusCode>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum StatusCode {
    Complete,
    PartialData,
}

impl<T> Output<T> {
    pub(super) fn new(
        metric_data_results: Option<Vec<MetricDataResult<T>>>,
        next_token: Option<String>,
    ) -> Self {
        Self { metric_data_results, next_token }
    }

    /// The same with other times.
    pub(super) fn map<U>(self, time: fn(T) -> U) -> Output<U> {
        let map = |result: MetricDataResult<T>| MetricDataResult {
            id: result.id,
            label: result.label,
            timestamps: result.timestamps.map(|times| times.into_iter().map(time).collect()),
            values: result.values,
            status_code: result.status_code,
        };
        let results = self.metric_data_results;
        Output::new(results.map(|results| results.into_iter().map(map).collect()), self.next_token)
    }
}

impl StatusCode {
    pub(super) fn new(name: &str) -> Self {
        if name == "Complete" { Self::Complete } else { Self::PartialData }
    }
}

pub(super) fn get_metric_data_input<T: From<f64>>(size: Size) -> GetMetricDataInput<T> {
    let dimension = |(name, value): (&str, String)| Dimension { name: name.to_owned(), value };
    let query = |metric| MetricDataQuery {
        id: input::id(metric),
        metric_stat: Some(MetricStat {
            metric: Metric {
                namespace: Some(input::NAMESPACE.into()),
                metric_name: Some(input::METRIC.into()),
                dimensions: Some(input::dimensions(metric).map(dimension).into()),
            },
            period: input::PERIOD,
            stat: input::STATISTIC.into(),
            unit: Some(Unit::Seconds),
        }),
        expression: None,
        label: Some(input::label(metric)),
        return_data: Some(true),
        period: None,
        account_id: None,
    };
    GetMetricDataInput {
        metric_data_queries: (0..size.metrics).map(query).collect(),
        start_time: f64::from(input::START).into(),
        end_time: f64::from(input::START + 3600).into(),
        next_token: None,
        scan_by: Some(ScanBy::TimestampAscending),
        max_datapoints: Some(10_000),
    }
}

pub(super) fn get_metric_data_output<T: From<f64>>(size: Size) -> Output<T> {
    let result = |metric| MetricDataResult {
        id: Some(input::id(metric)),
        label: Some(input::label(metric)),
        timestamps: Some(input::times(size).map(|time| f64::from(time).into()).collect()),
        values: Some(input::values(metric, size).collect()),
        status_code: Some(StatusCode::Complete),
    };
    Output::new(Some((0..size.metrics).map(result).collect()), None)
}

/// Times of minicbor-serde.
pub(super) mod minicbor {
    use minicbor_serde::tag::Required;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Copy, Serialize, Deserialize)]
    #[serde(transparent)]
    pub(in super::super) struct Time(Required<1, f64>);

    impl From<f64> for Time {
        fn from(seconds: f64) -> Self {
            Self(Required::new(seconds))
        }
    }

    pub(in super::super) fn seconds(time: Time) -> f64 {
        time.0.into_value()
    }
}

/// Times of ciborium.
pub(super) mod ciborium {
    use ciborium::tag::Required;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Copy, Serialize, Deserialize)]
    #[serde(transparent)]
    pub(in super::super) struct Time(Required<f64, 1>);

    impl From<f64> for Time {
        fn from(seconds: f64) -> Self {
            Self(Required(seconds))
        }
    }

    pub(in super::super) fn seconds(time: Time) -> f64 {
        time.0.0
    }

    /// It writes to a writer, of which the fastest is a buffer.
    pub(in super::super) fn write(
        value: &impl Serialize,
    ) -> Result<Vec<u8>, ciborium::ser::Error<std::io::Error>> {
        let mut body = Vec::new();
        ciborium::into_writer(value, &mut body)?;
        Ok(body)
    }
}
