// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Media
internal import Resources
internal import Settings

extension Checkup {
  var workerFinding: Finding {
    switch worker {
    case .answered: Finding("worker", .ok, "montage-worker starts and answers")
    case .missing:
      Finding(
        "worker", .problem, "montage-worker is not where it should be",
        "install it beside this program or in ../libexec/montaged")
    case .failed(let reason):
      Finding(
        "worker", .problem, "montage-worker does not do its work (\(reason))",
        "install montaged and its libraries again, and see the journal")
    }
  }

  var landlockFinding: Finding {
    guard let landlock else {
      return Finding(
        "sandbox", .warning, "the kernel has no Landlock, so that workers have limits only",
        "use a kernel from 5.13 on with landlock in its lsm= list")
    }
    return Finding("sandbox", .ok, "workers can open no file by name (Landlock \(landlock))")
  }

  /// Nothing here keeps films from being made: what a device does not do, the processor does.
  func deviceFinding(_ hardware: Hardware) -> Finding {
    let name = "hardware decoding"
    let key = "hardware: \(hardware.rawValue)"
    let remedy = "see what montaged(8) says of hardware decoding, or write hardware: off"
    switch device {
    case .unwanted: return Finding(name, .ok, "the processor decodes everything (\(key))")
    case .answered(.missing) where hardware == .auto:
      return Finding(name, .ok, "there is no device, so that the processor decodes everything")
    case .answered(.missing):
      return Finding(name, .warning, "there is no device for \(key)", remedy)
    case .answered(.right(let device)):
      return Finding(name, .ok, "\(device) decodes H.264 as the processor does")
    case .answered(.wrong(let device)):
      return Finding(
        name, .warning, "\(device) does not decode H.264, or not as the processor does", remedy)
    case .answered(.closed(let reason)):
      return Finding(name, .warning, "the device does not open (\(reason))", remedy)
    case .failed(let reason):
      return Finding(name, .warning, "the worker that tried the device is lost (\(reason))", remedy)
    }
  }

  func memoryFinding(_ settings: DaemonConfig) -> Finding {
    let name = "memory"
    guard let memory else {
      return Finding(
        name, .problem, "/proc/meminfo cannot be read", "mount /proc where the service runs")
    }
    let ceiling = settings.memoryCeiling
    let wish = "the service may use \(Self.mebibytes(ceiling))"
    if memory.total < ceiling {
      return Finding(
        name, .warning, "\(wish), but there are only \(Self.mebibytes(memory.total))",
        "write memory: \(max(128, memory.total >> 21))M")
    }
    if memory.budget < min(ceiling, Self.workerNeeds) {
      return Finding(
        name, .warning,
        "\(wish), but other programs leave only \(Self.mebibytes(memory.budget)) of it now",
        "end other programs; until then work waits")
    }
    if ceiling < Self.workerNeeds {
      return Finding(
        name, .warning, "\(wish), which is little for footage in 4K", "write memory: 512M")
    }
    return Finding(name, .ok, "\(wish) of \(Self.mebibytes(memory.total))")
  }

  /// Nil when there is no limit to tell of.
  func limitFinding(_ settings: DaemonConfig) -> Finding? {
    guard let limit = service?.limit else { return nil }
    let text = "the service manager allows \(Self.mebibytes(limit))"
    guard limit < settings.memoryCeiling else { return Finding("service limit", .ok, text) }
    return Finding(
      "service limit", .problem,
      "\(text), less than memory: \(settings.memoryCeiling >> 20)M, so that the kernel ends workers",
      "raise MemoryHigh= and MemoryMax= with systemctl edit montaged, or write a smaller memory:")
  }

  var pressureFinding: Finding {
    pressure == nil
      ? Finding(
        "pressure", .warning, "the kernel does not tell when programs wait for memory",
        "start the kernel with psi=1")
      : Finding("pressure", .ok, "the kernel tells when programs wait for memory")
  }

  var journalFinding: Finding {
    hasJournal
      ? Finding("journal", .ok, "messages reach the journal")
      : Finding(
        "journal", .warning, "there is no journal, so that messages go to standard error only",
        "run systemd-journald, or keep the service's standard error")
  }

  /// Bytes that one worker takes with 4K footage.
  private static let workerNeeds: Int64 = 400 << 20
}
