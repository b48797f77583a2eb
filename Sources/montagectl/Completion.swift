// SPDX-License-Identifier: GPL-3.0-or-later

/// A shell's script that completes the command line of `montagectl`, made of the table that the help is made of.
enum Completion: String, CaseIterable {
  case bash, zsh, fish

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  // MARK: - bash

  private static var bashText: String {
    let commands = Command.allCases.map(\.rawValue).joined(separator: " ")
    let cases = Command.allCases.map(bashCase).joined(separator: "\n")
    return """
      # Completes montagectl; made by "montagectl completion bash".
      _montagectl() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
        local command= operand= options= words= files= number
        for ((number = 1; number < COMP_CWORD; number++)); do
          case ${COMP_WORDS[number]} in
            \(valueOptions(separator: " | "))) number=$((number + 1)) ;;
            -*) ;;
            *) if [[ $command ]]; then operand=1; else command=${COMP_WORDS[number]}; fi ;;
          esac
        done
        COMPREPLY=()
        case $previous in
      \(bashValues)
        esac
        case $command in
          '') words='\(commands)'; options='--help --version' ;;
      \(cases)
        esac
        [[ -z $operand ]] || words=
        case $current in
          -*) words=$options; files= ;;
        esac
        if [[ $words ]]; then
          mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
        elif [[ $files ]]; then
          mapfile -t COMPREPLY < <(compgen -f -- "$current")
          compopt -o filenames 2>/dev/null || true
        fi
      }
      complete -F _montagectl montagectl
      """
  }

  private static func bashCase(_ command: Command) -> String {
    let options = command.allOptions.map { "--" + $0 }.joined(separator: " ")
    let words = command.operandWords.joined(separator: " ")
    let files = command.takesFiles ? " files=1" : ""
    return "    \(command.rawValue)) options='\(options)' words='\(words)'\(files) ;;"
  }

  private static var bashValues: String {
    let choices = OptionValue.choices.sorted { $0.key < $1.key }.map { option, words in
      "    --\(option)) mapfile -t COMPREPLY < "
        + "<(compgen -W '\(words.joined(separator: " "))' -- \"$current\"); return ;;"
    }
    let files = OptionValue.files.sorted().map { "--" + $0 }.joined(separator: " | ")
    let others = OptionValue.free.map { "--" + $0 }.joined(separator: " | ")
    return
      (choices + [
        "    \(files)) mapfile -t COMPREPLY < <(compgen -f -- \"$current\")",
        "      compopt -o filenames 2>/dev/null || true; return ;;",
        "    \(others)) return ;;",
      ]).joined(separator: "\n")
  }

  private static func valueOptions(separator: String) -> String {
    Command.optionsWithValue.sorted().map { "--" + $0 }.joined(separator: separator)
  }

  // MARK: - zsh

  private static var zshText: String {
    let commands = Command.allCases.map { "    '\($0.rawValue):\(quoted($0.summary))'" }
    let cases = Command.allCases.map { command in
      let words = (command.allOptions.map(zshOption) + zshOperands(command)).map { "'\($0)'" }
      return "        \(command.rawValue)) _arguments \(words.joined(separator: " ")) ;;"
    }
    return """
      #compdef montagectl
      # Completes montagectl; made by "montagectl completion zsh".
      _montagectl() {
        local curcontext="$curcontext" state line
        local -a commands
        commands=(
      \(commands.joined(separator: "\n"))
        )
        _arguments -C '--help[show the commands]' '--version[show the version]' \\
          '1: :->command' '*:: :->rest' && return
        case $state in
          command) _describe -t commands command commands ;;
          rest)
            case $words[1] in
      \(cases.joined(separator: "\n"))
            esac
            ;;
        esac
      }
      if [[ $funcstack[1] == _montagectl ]]; then
        _montagectl "$@"
      else
        compdef _montagectl montagectl
      fi
      """
  }

  private static func zshOption(_ option: String) -> String {
    if let words = OptionValue.choices[option] {
      return "--\(option)=:value:(\(words.joined(separator: " ")))"
    }
    if OptionValue.files.contains(option) { return "--\(option)=:file:_files" }
    return OptionValue.free.contains(option) ? "--\(option)=:value: " : "--\(option)"
  }

  private static func zshOperands(_ command: Command) -> [String] {
    let words = command.operandWords
    let first = words.isEmpty ? [] : ["1:what:(\(words.joined(separator: " ")))"]
    return first + (command.takesFiles ? ["*:file:_files"] : [])
  }

  // MARK: - fish

  private static var fishText: String {
    var lines = [
      "# Completes montagectl; made by \"montagectl completion fish\".",
      "complete -c montagectl -f",
    ]
    for option in ["help", "version"] {
      lines.append("complete -c montagectl -n __fish_use_subcommand -l \(option)")
    }
    for command in Command.allCases {
      lines.append(
        "complete -c montagectl -n __fish_use_subcommand -a \(command.rawValue) "
          + "-d '\(quoted(command.summary))'")
      let seen =
        "complete -c montagectl -n '__fish_seen_subcommand_from \(command.rawValue)'"
      lines += command.allOptions.map { seen + " -l \($0)" + fishValue($0) }
      if !command.operandWords.isEmpty {
        lines.append(seen + " -a '\(command.operandWords.joined(separator: " "))'")
      }
      if command.takesFiles { lines.append(seen + " -F") }
    }
    return lines.joined(separator: "\n")
  }

  private static func fishValue(_ option: String) -> String {
    if let words = OptionValue.choices[option] {
      return " -x -a '\(words.joined(separator: " "))'"
    }
    if OptionValue.files.contains(option) { return " -r -F" }
    return OptionValue.free.contains(option) ? " -x" : ""
  }

  /// Inside single quotes, in both shells; a colon ends a word of zsh's.
  private static func quoted(_ text: String) -> String {
    text.replacing("'", with: "").replacing(":", with: "\\:")
  }
}
