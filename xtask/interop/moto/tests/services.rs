//! Generated clients create, read, list, and fail, against moto.

use whitesmith::{OperationError, Request, With};

/// A client of a service at the server that `MOTO_ENDPOINT` names. What a request is signed for tells moto which service
/// it is for.
macro_rules! client {
    ($service:ident) => {{
        let endpoint = std::env::var("MOTO_ENDPOINT").expect("MOTO_ENDPOINT; xtask/interop/moto/run sets it");
        let credentials = $service::auth::credentials::Credentials::new("AKIDEXAMPLE", "secret");
        let builder = $service::Client::builder().endpoint(endpoint).region("us-east-1");
        builder.credentials(credentials).build().expect("a client")
    }};
}

const ROLE: &str = "arn:aws:iam::123456789012:role/interop";

#[tokio::test]
async fn scheduler() {
    use ::scheduler::operation::*;
    use ::scheduler::types::{FlexibleTimeWindow, FlexibleTimeWindowMode, ScheduleState, Target};
    let client = client!(scheduler_client);
    let target = Target::new("arn:aws:sqs:us-east-1:123456789012:queue", ROLE);
    let schedule = |name: &str| {
        CreateScheduleInput::new(CreateScheduleInputRequired {
            name: name.into(),
            schedule_expression: "rate(5 minutes)".into(),
            target: target.clone(),
            flexible_time_window: FlexibleTimeWindow::new(FlexibleTimeWindowMode::Off),
        })
    };
    for name in ["first", "second", "third"] {
        let output = client.create_schedule(schedule(name)).await.expect(name);
        assert!(output.schedule_arn.ends_with(&format!("schedule/default/{name}")), "{output:?}");
    }
    let found = client.get_schedule(GetScheduleInput::new("first")).await.expect("first");
    assert_eq!(found.state, Some(ScheduleState::Enabled));
    assert_eq!(found.target.map(|target| target.role_arn).as_deref(), Some(ROLE));
    assert!(found.creation_date.is_some_and(|date| date.seconds() > 1_700_000_000));

    let mut pages = client.list_schedules_pages(ListSchedulesInput::default());
    let mut names = Vec::new();
    while let Some(page) = pages.next().await {
        names.extend(page.expect("a page").schedules.into_iter().filter_map(|schedule| schedule.name));
    }
    names.sort();
    assert_eq!(names, ["first", "second", "third"]);

    client.delete_schedule(DeleteScheduleInput::new("third")).await.expect("third");
    match client.get_schedule(GetScheduleInput::new("third")).await {
        Err(GetScheduleError::ResourceNotFoundException(error)) => {
            assert!(error.message.contains("third"), "{error:?}")
        }
        other => panic!("{other:?}"),
    }
    match client.create_schedule(schedule("first")).await {
        Err(CreateScheduleError::ConflictException(_)) => {}
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn pipes() {
    use ::pipes::operation::*;
    let client = client!(pipes_client);
    let queue = |name: &str| format!("arn:aws:sqs:us-east-1:123456789012:{name}");
    let pipe = CreatePipeInput::new(CreatePipeInputRequired {
        name: "pipe".into(),
        source: queue("from"),
        target: queue("to"),
        role_arn: ROLE.into(),
    });
    let made = client
        .create_pipe(pipe.with(|pipe| pipe.tags = Some([("a".into(), "b".into())].into())))
        .await
        .expect("a pipe");
    assert_eq!(made.name.as_deref(), Some("pipe"));
    let found = client.describe_pipe(DescribePipeInput::new("pipe")).await.expect("the pipe");
    assert_eq!((found.source, found.arn), (Some(queue("from")), made.arn));
    assert!(found.creation_time.is_some());
    let listed = client.list_pipes(ListPipesInput::default()).await.expect("pipes");
    assert_eq!(listed.pipes.map(|pipes| pipes.len()), Some(1));
    client.delete_pipe(DeletePipeInput::new("pipe")).await.expect("the pipe");
    match client.describe_pipe(DescribePipeInput::new("pipe")).await {
        Err(DescribePipeError::NotFoundException(error)) => assert!(error.message.is_some(), "{error:?}"),
        other => panic!("{other:?}"),
    }
}

/// Streaming in both directions, and members in headers.
#[tokio::test]
async fn ebs() {
    use ::ebs::operation::*;
    use ::ebs::types::ChecksumAlgorithm;
    let client = client!(ebs_client);
    let started = client.start_snapshot(StartSnapshotInput::new(1)).await.expect("a snapshot");
    let id = started.snapshot_id.expect("an id");
    let block = vec![7_u8; 524_288];
    let put = PutSnapshotBlockInput::new(PutSnapshotBlockInputRequired {
        snapshot_id: id.clone(),
        block_index: 3,
        block_data: block.clone().into(),
        data_length: 524_288,
        checksum: "Fk1Q5Yb3b0iqQ8zBvMqXg1s1oS1nT9nE1dQ0eT0dB8A=".into(),
        checksum_algorithm: ChecksumAlgorithm::ChecksumAlgorithmSha256,
    });
    let put = client.put_snapshot_block(put).await.expect("a block");
    assert_eq!(put.checksum_algorithm, Some(ChecksumAlgorithm::ChecksumAlgorithmSha256));
    let listed = client.list_snapshot_blocks(ListSnapshotBlocksInput::new(id.clone())).await.expect("blocks");
    let listed = listed.blocks.expect("blocks");
    let token = listed[0].block_token.clone().expect("a token");
    assert_eq!((listed.len(), listed[0].block_index), (1, Some(3)));
    let got = client.get_snapshot_block(GetSnapshotBlockInput::new(id.clone(), 3, token)).await.expect("the block");
    assert_eq!(got.block_data.collect().await.expect("bytes"), block);
    client.complete_snapshot(CompleteSnapshotInput::new(id, 1)).await.expect("a whole snapshot");
}

#[tokio::test]
async fn polly() {
    use ::polly::operation::*;
    let client = client!(polly_client);
    let lexicon = r#"<?xml version="1.0" encoding="UTF-8"?><lexicon version="1.0" alphabet="ipa" xml:lang="en-US"><lexeme><grapheme>W3C</grapheme><alias>Consortium</alias></lexeme></lexicon>"#;
    client.put_lexicon(PutLexiconInput::new("w3c", lexicon)).await.expect("a lexicon");
    let found = client.get_lexicon(GetLexiconInput::new("w3c")).await.expect("the lexicon");
    assert_eq!(found.lexicon.and_then(|lexicon| lexicon.content).as_deref(), Some(lexicon));
    let listed = client.list_lexicons(ListLexiconsInput::default()).await.expect("lexicons");
    assert_eq!(listed.lexicons.map(|lexicons| lexicons.len()), Some(1));
    let voices = client.describe_voices(DescribeVoicesInput::default()).await.expect("voices").voices;
    assert!(voices.is_some_and(|voices| voices.len() > 10));
    match client.get_lexicon(GetLexiconInput::new("unknown")).await {
        Err(GetLexiconError::LexiconNotFoundException(_)) => {}
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn lambda() {
    use ::lambda::operation::*;
    use ::lambda::types::{FunctionCode, Runtime, State};
    use lambda_client::WaitError;
    use std::time::Duration;
    let client = client!(lambda_client);
    // An archive without files.
    let archive: Vec<u8> = [b"PK\x05\x06".as_slice(), &[0; 18]].concat();
    let code = || FunctionCode::default().with(|code| code.zip_file = Some(archive.clone().into()));
    let function = |role: &str| {
        CreateFunctionInput::new("hello", role, code()).with(|function| {
            function.runtime = Some(Runtime::Python312);
            function.handler = Some("main.handler".into());
        })
    };
    let refused = client.create_function(function("arn:aws:iam::123456789012:role/nobody")).await;
    match refused {
        Err(CreateFunctionError::InvalidParameterValueException(error)) => {
            assert!(error.message.is_some_and(|message| message.contains("role")));
        }
        other => panic!("{other:?}"),
    }
    let made = client.create_function(function(ROLE)).await.expect("a function");
    assert_eq!(made.handler.as_deref(), Some("main.handler"));
    let listed = client.list_functions(ListFunctionsInput::default()).await.expect("functions").functions;
    assert_eq!(listed.map(|functions| functions.len()), Some(1));
    match client.get_function(GetFunctionInput::new("nobody")).await {
        Err(GetFunctionError::ResourceNotFoundException(error)) => assert!(error.message.is_some(), "{error:?}"),
        other => panic!("{other:?}"),
    }

    let max_wait = Duration::from_secs(30);
    let active = client.wait_until_function_active_v2(GetFunctionInput::new("hello"), max_wait).await.expect("active");
    let configuration = active.output().and_then(|output| output.configuration);
    assert_eq!(configuration.and_then(|configuration| configuration.state), Some(State::Active));
    client.wait_until_function_exists(GetFunctionInput::new("hello"), max_wait).await.expect("it exists");
    match client.wait_until_function_active_v2(GetFunctionInput::new("nobody"), max_wait).await {
        Err(WaitError::Error(GetFunctionError::ResourceNotFoundException(_))) => {}
        other => panic!("{other:?}"),
    }
    // It does not come, and is asked for in vain until the time is over.
    match client.wait_until_function_exists(GetFunctionInput::new("nobody"), Duration::from_secs(2)).await {
        Err(WaitError::TimedOut(timed_out)) => assert_eq!(timed_out.calls, 2),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn securityhub() {
    use ::securityhub::operation::*;
    use ::securityhub::types::AccountDetails;
    let client = client!(securityhub_client);
    client.enable_security_hub(EnableSecurityHubInput::default()).await.expect("a hub");
    let accounts = ["111111111111", "222222222222", "333333333333"];
    let members = CreateMembersInput::new(accounts.map(AccountDetails::new));
    let created = client.create_members(Request::new(members)).await.expect("members");
    assert!(created.unprocessed_accounts.unwrap_or_default().is_empty());
    let got = client.get_members(GetMembersInput::new([accounts[1], "999999999999"])).await.expect("members");
    let ids: Vec<_> = got.members.unwrap_or_default().into_iter().filter_map(|member| member.account_id).collect();
    assert_eq!(ids, ["222222222222"]);
    assert_eq!(got.unprocessed_accounts.map(|accounts| accounts.len()), Some(1));

    let input = ListMembersInput::default().with(|input| {
        (input.only_associated, input.max_results) = (Some(false), Some(2));
    });
    let mut pages = client.list_members_pages(input);
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.expect("a page").members.unwrap_or_default().len());
    }
    assert_eq!(sizes, [2, 1]);
    // moto does not have this one, and says so in HTML with a status of its own.
    let error = client.get_insights(GetInsightsInput::default()).await.expect_err("no such operation");
    assert!(error.status().is_some(), "{error}");
}
