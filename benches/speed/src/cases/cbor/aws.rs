//! The values in the types of aws-sdk-cloudwatch.

use aws_sdk_cloudwatch::error::BuildError;
use aws_sdk_cloudwatch::operation::get_metric_data::{GetMetricDataInput, GetMetricDataOutput};
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types;

use super::input::{self, Size};
use super::plain;
use crate::cases::seconds;

pub(super) fn get_metric_data_input(size: Size) -> Result<GetMetricDataInput, BuildError> {
    GetMetricDataInput::builder()
        .set_metric_data_queries(Some((0..size.metrics).map(query).collect()))
        .start_time(DateTime::from_secs(input::START.into()))
        .end_time(DateTime::from_secs((input::START + 3600).into()))
        .scan_by(types::ScanBy::TimestampAscending)
        .max_datapoints(10_000)
        .build()
}

fn query(metric: usize) -> types::MetricDataQuery {
    let dimension =
        |(name, value): (&str, String)| types::Dimension::builder().name(name).value(value).build();
    let asked = types::Metric::builder()
        .namespace(input::NAMESPACE)
        .metric_name(input::METRIC)
        .set_dimensions(Some(input::dimensions(metric).map(dimension).into()))
        .build();
    let statistic = types::MetricStat::builder()
        .metric(asked)
        .period(input::PERIOD)
        .stat(input::STATISTIC)
        .unit(types::StandardUnit::Seconds)
        .build();
    types::MetricDataQuery::builder()
        .id(input::id(metric))
        .metric_stat(statistic)
        .label(input::label(metric))
        .return_data(true)
        .build()
}

pub(super) fn plain_output(output: GetMetricDataOutput) -> plain::Output<f64> {
    let results = output.metric_data_results;
    plain::Output::new(
        results.map(|results| results.into_iter().map(plain_result).collect()),
        output.next_token,
    )
}

fn plain_result(result: types::MetricDataResult) -> plain::MetricDataResult<f64> {
    let time = |time: DateTime| seconds(time.secs(), time.subsec_nanos());
    plain::MetricDataResult {
        id: result.id,
        label: result.label,
        timestamps: result.timestamps.map(|times| times.into_iter().map(time).collect()),
        values: result.values,
        status_code: result.status_code.map(|code| plain::StatusCode::new(code.as_str())),
    }
}
