// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline

/// The program's version, the system and the machine, in a few lines.
enum MachineFacts {
  static var text: String {
    let system = value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")
    let processor = value(of: "model name", in: "/proc/cpuinfo", separator: ":")
    let count = lines(of: "/proc/cpuinfo").count { $0.hasPrefix("processor") }
    let memory = ["MemTotal", "MemAvailable", "SwapTotal"].map { key in
      "\(key): \(value(of: key, in: "/proc/meminfo", separator: ":"))"
    }
    return
      ([
        "montagectl \(Version.text)", "system: \(system)",
        "kernel: \(lines(of: "/proc/sys/kernel/osrelease").first ?? "unknown")",
        "processor: \(processor), \(count) threads",
      ] + memory + lines(of: "/proc/loadavg").prefix(1).map { "load: \($0)" })
      .joined(separator: "\n")
  }

  private static func value(of key: String, in file: Path, separator: Character) -> String {
    let line = lines(of: file).first { $0.hasPrefix(key) }
    let value = line?.split(separator: separator, maxSplits: 1).dropFirst().first ?? "unknown"
    return String(value.drop { $0 == " " || $0 == "\t" }).replacing("\"", with: "")
  }

  private static func lines(of file: Path) -> [String] {
    let bytes = (try? file.contents(limit: 4 << 20)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
