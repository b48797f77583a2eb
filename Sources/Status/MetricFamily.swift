// SPDX-License-Identifier: GPL-3.0-or-later

/// One figure of the service with its meaning, and its values, as Prometheus wants it told.
///
/// The text form is the exposition format 0.0.4: a line `# HELP`, a line `# TYPE`, then a line for each value. No time
/// stands there: the textfile collector of the node exporter refuses it.
package struct MetricFamily: Codable, Sendable, Hashable {
  package var name: String
  package var help: String
  package var type: Kind
  package var samples: [Sample]

  package enum Kind: String, Codable, Sendable, Hashable {
    /// Goes up and down.
    case gauge
    /// Only goes up, from zero at the service's start.
    case counter
  }

  /// One value.
  package struct Sample: Codable, Sendable, Hashable {
    /// What tells it from the family's other values.
    package var labels: [String: String]
    package var value: Double

    package init(_ value: Double, _ labels: [String: String] = [:]) {
      self.labels = labels
      self.value = value
    }
  }

  init(_ name: String, _ type: Kind, _ help: String, _ samples: [Sample]) {
    self.name = "montaged_" + name
    self.type = type
    self.help = help
    self.samples = samples
  }

  /// Its lines, each with its end; none without a value.
  package var text: String {
    guard !samples.isEmpty else { return "" }
    let head = "# HELP \(name) \(Self.escaped(help))\n# TYPE \(name) \(type.rawValue)\n"
    return head + samples.map { name + $0.text + "\n" }.joined()
  }

  fileprivate static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }
}

extension MetricFamily.Sample {
  fileprivate var text: String {
    guard !labels.isEmpty else { return " " + number }
    let pairs = labels.sorted { $0.key < $1.key }.map { key, value in
      "\(key)=\"\(MetricFamily.escaped(value).replacing("\"", with: "\\\""))\""
    }
    return "{\(pairs.joined(separator: ","))} \(number)"
  }

  private var number: String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return Int64(exactly: value).map(String.init) ?? "\(value)"
  }
}
