//! The values in the types that smithgen generated, and the operation in another protocol.

use cloudwatch::{Timestamp, types};
use smithgen_runtime::v1 as rt;

use super::input::{self, Size};
use super::plain;
use crate::cases::seconds;

/// `GetMetricData` in rpcv2Cbor.
pub(super) struct GetMetricData;

impl rt::Operation for GetMetricData {
    type Input = types::GetMetricDataInput;
    type Output = types::GetMetricDataOutput;
    type Error = cloudwatch::Error;

    const FACTS: &'static rt::OperationFacts = &FACTS;
}

static FACTS: rt::OperationFacts =
    rt::OperationFacts::of(&SERVICE).named("GetMetricData").errors(&["InvalidNextToken"]);

static SERVICE: rt::ServiceFacts =
    rt::ServiceFacts::new("GraniteServiceVersion20100801", "2010-08-01", &rt::RPC_V2_CBOR)
        .sdk_id("CloudWatch")
        .query_compatible();

pub(super) fn get_metric_data_input(size: Size) -> types::GetMetricDataInput {
    types::GetMetricDataInput::builder()
        .metric_data_queries((0..size.metrics).map(query))
        .start_time(Timestamp::from_seconds(input::START.into()))
        .end_time(Timestamp::from_seconds((input::START + 3600).into()))
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
        .dimensions(input::dimensions(metric).map(dimension))
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

pub(super) fn plain_output(output: types::GetMetricDataOutput) -> plain::Output<f64> {
    let results = output.metric_data_results;
    plain::Output::new(
        results.map(|results| results.into_iter().map(plain_result).collect()),
        output.next_token,
    )
}

fn plain_result(result: types::MetricDataResult) -> plain::MetricDataResult<f64> {
    let time = |time: Timestamp| seconds(time.seconds(), time.subsec_nanos());
    plain::MetricDataResult {
        id: result.id,
        label: result.label,
        timestamps: result.timestamps.map(|times| times.into_iter().map(time).collect()),
        values: result.values,
        status_code: result.status_code.map(|code| plain::StatusCode::new(code.as_str())),
    }
}
