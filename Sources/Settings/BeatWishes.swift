// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
internal import YAML

/// What a config, or a command line, says of the beats of its song.
package struct BeatWishes: Hashable, Sendable {
  /// What is measured by.
  package var hints = BeatHints()
  /// All beats are used so much later; earlier when negative.
  package var offset = MediaTime.zero

  package init() {}

  /// Keys of a config that speak of beats, by the words that users write.
  package static let keys = [MontageKey.bpm, .meter, .offset, .firstDownbeat].map(\.rawValue)

  /// Reads values that were given by name outside of a config, such as `--bpm 128`; all mistakes at once.
  package init(options: [(name: String, value: String)]) throws(ConfigError) {
    var fields = MontageFields(config: MontageConfig())
    var problems: [ConfigProblem] = []
    for (name, value) in options {
      guard let key = MontageKey(rawValue: name) else { preconditionFailure("\(name) is a key") }
      do throws(Refusal) {
        try fields.set(key, to: Scalar(value, isPlain: true))
      } catch {
        let reason = error.reason.map { ": " + $0 } ?? ""
        let values = [error.suggestion, error.alternative].compactMap(\.self)
        problems.append(
          ConfigProblem(
            file: "--" + name.replacing("_", with: "-"), line: nil,
            problem: "cannot be \(excerpt(value))\(reason)",
            remedy: error.remedy
              ?? "write " + (values.isEmpty ? key.allowed : values.joined(separator: " or "))))
      }
    }
    guard problems.isEmpty else { throw ConfigError(problems) }
    self = fields.config.beats
  }
}
