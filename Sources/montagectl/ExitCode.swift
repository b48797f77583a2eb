// SPDX-License-Identifier: GPL-3.0-or-later

internal import Pipeline

/// Exit statuses, numbered as in `sysexits.h`.
enum ExitCode: Int32 {
  case done = 0
  case usage = 64
  case badInput = 65
  case noInput = 66
  case unavailable = 69
  case fault = 70
  case cannotWrite = 73
  case readOrWrite = 74
  case tryAgain = 75
  case permission = 77
  case configuration = 78

  init(_ kind: MontageFailure.Kind) {
    switch kind {
    case .configuration: self = .configuration
    case .input: self = .badInput
    case .missing: self = .noInput
    case .output: self = .cannotWrite
    case .permission: self = .permission
    case .storage: self = .readOrWrite
    case .temporary, .cancelled: self = .tryAgain
    case .fault: self = .fault
    }
  }
}
