// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// What shells offer for a command line that is begun, by the scripts of `completion`.
struct CompletionTests {
  private let desk: Desk

  init() throws {
    desk = try Desk(isCold: true)
    try desk.write("x", to: "My Film.mp4")
    for shell in ["bash", "zsh", "fish"] {
      let program = try desk.montagectl("completion", shell)
      #expect(program.status == 0 && program.errors.isEmpty)
      try desk.write(program.output, to: shell)
    }
  }

  private static func has(_ shell: String) -> Bool {
    (try? Shell.run("sh", "-c", "command -v \(shell)")) != nil
  }

  /// What bash offers for the last of `words`.
  private func bash(_ words: String...) throws -> [String] {
    let line = """
      cd '\(desk.project)'; set -eu; source ./bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
      _montagectl; printf '%s\\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"}
      """
    let told = try Shell.run(["bash", "-c", line, "test", "montagectl"] + words)
    return String(decoding: told, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func `bash completes commands, options, values and files`() throws {
    #expect(try bash("ma") == ["make"])
    #expect(try bash("re").sorted() == ["report", "resume", "retry"])
    #expect(try bash("make", "--d") == ["--draft"])
    #expect(try bash("make", "--path", "") == ["any", "copy", "encode"])
    #expect(try bash("cache", "") == ["stats", "prune", "verify"])
    #expect(try bash("--json", "cache", "v") == ["verify"])
    #expect(try bash("--for", "2h", "pau") == ["pause"])
    #expect(try bash("pause", "--for", "") == [])
    #expect(try bash("explain", "My") == ["My Film.mp4"])
    #expect(try bash("config", "") == ["check"])
    #expect(try bash("config", "check", "My") == ["My Film.mp4"])
    #expect(try bash("status", "") == [])
    #expect(try bash("status", "--e") == ["--exit-code"])
  }

  @Test func `every command of the help is completed`() throws {
    let help = try desk.montagectl("help").output
    let commands = help.matches(of: /\n  montagectl ([a-z-]+)/).map { String($0.1) }
    #expect(commands.count > 20)
    #expect(try bash("") == commands)
  }

  @Test(.enabled(if: has("fish"), "there is no fish here"))
  func `fish completes commands with what they do, options, values and files`() throws {
    func fish(_ line: String) throws -> [String] {
      let told = try Shell.run(
        ["fish", "--no-config", "-c", "source ./fish; complete -C '\(line)'"], in: desk.project)
      return String(decoding: told, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    #expect(try fish("montagectl ma").first?.hasPrefix("make\tmake the films") == true)
    #expect(try fish("montagectl make --d") == ["--draft"])
    #expect(try fish("montagectl make --path c") == ["copy"])
    #expect(try fish("montagectl cache ver") == ["verify"])
    #expect(try fish("montagectl explain My").first?.contains("My") == true)
  }

  @Test(.enabled(if: has("zsh"), "there is no zsh here"))
  func `zsh completes commands, options and words`() throws {
    /// A terminal of its own, in which a tab is pressed.
    func zsh(_ line: String) throws -> String {
      let script = """
        zmodload zsh/zpty; zpty -b z zsh -f -i
        zpty -w z 'PS1=; autoload -U compinit; compinit -u -D; source ./zsh; echo rea\\dy'
        zpty -r z all '*ready*'
        zpty -n -w z $'\(line)\\t'
        all=; for i in {1..100}; do zpty -r -t z some && all+=$some; sleep 0.02; done
        print -r -- $all
        """
      return String(
        decoding: try Shell.run(["zsh", "-f", "-c", script], in: desk.project), as: UTF8.self)
    }
    try Shell.run("zsh", "-n", desk.path("zsh"))
    #expect(try zsh("montagectl mak").contains("montagectl make"))
    #expect(try zsh("montagectl cache ver").contains("verify"))
    #expect(try zsh("montagectl make --dra").contains("--draft"))
  }

  @Test(arguments: ["completion", "completion sh", "completion bash zsh"])
  func `another shell is refused`(line: String) throws {
    #expect(try desk.shell("$MONTAGECTL \(line)").status == 64)
  }
}
