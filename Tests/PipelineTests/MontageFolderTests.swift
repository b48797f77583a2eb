// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct MontageFolderTests {
  private let tree: Tree
  private let ledger: Ledger

  init() throws {
    tree = try Tree()
    ledger = try Ledger(path: tree.folder.file("ledger.db"))
  }

  private func folder(_ name: String = "montage") throws -> MontageFolder {
    try MontageFolder(project: tree.path, name: name)
  }

  /// Publishes a film of some text; `age` is how old it will look, in seconds.
  private func publish(
    _ text: String, as name: String = "montage", keeping count: Int = 3, age: Double = 0
  ) throws {
    let folder = try folder(name)
    let file = try folder.newFile()
    try file.write(Array(text.utf8))
    try folder.publish(
      file,
      promise: { status, digest in
        Promise(
          project: tree.path.bytes, montage: name, plan: text, temporaryName: "",
          finalName: folder.film.display, byteCount: status.size, digest: digest)
      }, ledger: ledger, keeping: count)
    try tree.age("montages/\(name).mp4", seconds: age)
  }

  @Test func `a film appears under its name, whole, and the ledger knows it`() throws {
    try publish("first film")
    #expect(tree.names("montages") == ["montage.mp4"])
    #expect(tree.text("montages/montage.mp4") == "first film")
    let last = try ledger.lastDone(project: tree.path.bytes, name: "montage")
    #expect(last?.promise.byteCount == 10)
    let digest = "ecb5ed373f95af8530aaccaa67ce88595fc60470aa78475fe8ac6a4696a91d42"
    #expect(last?.promise.digest == digest)
    #expect(try ledger.unfinished() == [])
  }

  @Test func `the film before is kept by the time at which it was made`() throws {
    try publish("one", age: 7200)
    try publish("two", age: 3600)
    try publish("three")
    #expect(tree.text("montages/montage.mp4") == "three")
    let kept = tree.names("montages/previous")
    #expect(kept.compactMap { tree.text("montages/previous/\($0)") } == ["one", "two"])
    let stamps = kept.filter { $0.wholeMatch(of: /montage\.\d{8}-\d{6}\.mp4/) != nil }
    #expect(stamps == kept)
  }

  @Test func `only as many films are kept as were asked for, the oldest go`() throws {
    for (index, text) in ["one", "two", "three", "four"].enumerated() {
      try publish(text, keeping: 2, age: Double(10 - index) * 3600)
    }
    let kept = tree.names("montages/previous")
    #expect(kept.compactMap { tree.text("montages/previous/\($0)") } == ["two", "three"])
    try publish("five", keeping: 0)
    #expect(tree.names("montages/previous") == kept, "nothing is asked for, nothing is touched")
  }

  @Test func `films of other names and a user's own files are never dropped`() throws {
    try tree.write("mine", to: "montages/previous/montage.best one.mp4")
    try tree.write("mine", to: "montages/previous/montage.mp4")
    try publish("other", as: "montage.20200101-000000", age: 7200)
    try publish("other 2", as: "montage.20200101-000000", keeping: 1, age: 3600)
    for (index, text) in ["one", "two", "three"].enumerated() {
      try publish(text, keeping: 1, age: Double(10 - index) * 3600)
    }
    let kept = tree.names("montages/previous")
    #expect(kept.contains("montage.best one.mp4") && kept.contains("montage.mp4"))
    #expect(kept.contains { $0.hasPrefix("montage.20200101-000000.") })
    #expect(kept.count == 4)
  }

  @Test func `a failure is a file beside the film, and goes with the next success`() throws {
    try publish("film")
    try folder().write(MontageFailure(.input, "song.mp3: silent; choose another song"))
    #expect(tree.names("montages") == ["montage.failed.txt", "montage.mp4"])
    #expect(
      tree.text("montages/montage.failed.txt") == "song.mp3: silent; choose another song\n")
    try folder().write(MontageFailure(.input, "other"))
    #expect(tree.text("montages/montage.failed.txt") == "other\n")
    try folder().clearFailure()
    try folder().clearFailure()
    #expect(tree.names("montages") == ["montage.mp4"])
  }

  @Test func `an unpublished file leaves nothing behind`() throws {
    let folder = try folder()
    do {
      let file = try folder.newFile()
      #expect(tree.names("montages").allSatisfy { $0.hasPrefix(".") })
      try file.write([1, 2, 3])
    }
    #expect(tree.names("montages") == [])
  }

  @Test func `preparing takes away what a killed process left, and nothing that is at work`() throws
  {
    try tree.write("x", to: "montages/.montaged-1.tmp")
    let folder = try folder()
    let file = try folder.newFile()
    try folder.prepare()
    #expect(tree.names("montages") == [Path.display(file.temporaryName)])
  }

  @Test func `a file where the folder should be is refused`() throws {
    try tree.write("x", to: "montages")
    let error = #expect(throws: SystemError.self) { try folder() }
    #expect(error?.alreadyExists == true)
  }
}
