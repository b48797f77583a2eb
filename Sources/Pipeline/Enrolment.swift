// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
internal import Settings

/// What makes a folder a drop folder of the service: its line in the configuration, and a drop-in of the unit.
package struct Enrolment: Sendable {
  package let folder: EnrolledFolder
  /// The root of the system that is set up, `/` for this one.
  package let root: Path
  /// The configuration last: it is what switches the folder on.
  package let files: [PlannedFile]

  /// A file as it is to be, by its path on the system.
  package struct PlannedFile: Sendable, Hashable {
    package var path: Path
    package var content: [UInt8]
    package var state: State
    /// What is there now.
    package var old: [UInt8] = []

    /// The lines that are not there yet; all of them where people are to put them in.
    package var shown: [String] {
      var (new, was) = (Self.lines(content)[...], Self.lines(old)[...])
      guard state == .changed else { return Array(new) }
      while let line = new.first, line == was.first {
        (new, was) = (new.dropFirst(), was.dropFirst())
      }
      while let line = new.last, line == was.last { (new, was) = (new.dropLast(), was.dropLast()) }
      return Array(new)
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      return lines.dropLast(lines.last?.isEmpty == true ? 1 : 0).map { Path.display(Array($0)) }
    }

    package enum State: String, Sendable, Hashable {
      /// There is none yet.
      case new
      case changed
      /// It is so already.
      case present
      /// Left to the administrator: the content is what is to be pasted.
      case paste
    }
  }

  /// Looks at a folder and at the files that are there; writes nothing.
  package init(
    of path: Path, below root: Path, config: Path = Path(DaemonConfig.defaultFile)
  ) throws(MontageFailure) {
    folder = try EnrolledFolder.read(path, below: root)
    self.root = root
    if case .impossible(let reason) = folder.place {
      throw MontageFailure(.input, "\(folder.path): \(reason)")
    }
    guard folder.path.isPlainText else {
      throw MontageFailure(
        .input, "\(folder.path): its name is no text that a file of settings can hold; rename it")
    }
    var files: [PlannedFile] = []
    if let dropIn = UnitDropIn(for: folder) { files.append(try Self.plan(dropIn, below: root)) }
    files.append(try Self.plan(config, with: folder.path.text, below: root))
    self.files = files
  }

  /// Whether nothing is left to people.
  package var isClear: Bool { !files.contains { $0.state == .paste } }

  private static func plan(
    _ dropIn: UnitDropIn, below root: Path
  ) throws(MontageFailure) -> PlannedFile {
    let new = Array(dropIn.text.utf8)
    guard let old = try content(of: dropIn.path, below: root) else {
      return PlannedFile(path: dropIn.path, content: new, state: .new)
    }
    // Somebody else's file of that name is not ours to replace.
    let isOurs = old.starts(with: Array(UnitDropIn.mark.utf8))
    return PlannedFile(
      path: dropIn.path, content: new,
      state: old == new ? .present : isOurs ? .changed : .paste, old: old)
  }

  private static func plan(
    _ config: Path, with folder: String, below root: Path
  ) throws(MontageFailure) -> PlannedFile {
    let lines = Array((FolderEntry.lines(for: folder).joined(separator: "\n") + "\n").utf8)
    guard let old = try content(of: config, below: root) else {
      return PlannedFile(path: config, content: lines, state: .new)
    }
    do throws(ConfigError) {
      switch try FolderEntry(adding: folder, to: old, file: config.display) {
      case .present: return PlannedFile(path: config, content: old, state: .present)
      case .added(let new):
        return PlannedFile(path: config, content: new, state: .changed, old: old)
      case .unclear: return PlannedFile(path: config, content: lines, state: .paste)
      }
    } catch {
      throw MontageFailure(
        .configuration, error.problems.map(\.description).joined(separator: "\n"))
    }
  }

  private static func content(of path: Path, below root: Path) throws(MontageFailure) -> [UInt8]? {
    let whole = root.joining(path)
    do throws(SystemError) {
      return try whole.contents(limit: Project.longestConfig)
    } catch {
      guard error.isMissing else { throw MontageFailure(reading: whole, error) }
      return nil
    }
  }
}

extension Path {
  /// UTF-8 without control characters.
  fileprivate var isPlainText: Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}
