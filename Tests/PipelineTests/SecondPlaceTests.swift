// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Settings
import TestSupport
import Testing

@testable import Pipeline

struct SecondPlaceTests {
  private let tree: Tree
  private let ledger: Ledger
  private let place: SecondPlace

  init() throws {
    tree = try Tree()
    ledger = try Ledger(path: tree.folder.file("ledger.db"))
    place = SecondPlace(
      path: tree.path.joining("big"), size: .share(percent: 50), ledger: ledger)
  }

  private func make(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: tree.folder.file(name), withIntermediateDirectories: false)
  }

  private func move(_ name: String, to other: String) throws {
    try FileManager.default.moveItem(
      atPath: tree.folder.file(name), toPath: tree.folder.file(other))
  }

  @Test(
    arguments: [
      (nil, nil, true, "new"), (nil, nil, false, "new"), ("a", "a", false, "known a"),
      ("a", "a", true, "known a"), ("a", nil, true, "away"), ("a", nil, false, "away"),
      ("a", "b", false, "away"), ("a", "b", true, "away"), (nil, "b", false, "away"),
      // Killed between marker and ledger.
      (nil, "b", true, "new"), ("a", "", true, "new"), (nil, "", false, "new"),
    ] as [(String?, String?, Bool, String)])
  func `a marker that is not the known one is another folder`(
    known: String?, found: String?, isEmpty: Bool, verdict: String
  ) {
    let text =
      switch SecondPlace.judge(known: known, found: found, isEmpty: isEmpty) {
      case .known(let id): "known \(id)"
      case .new: "new"
      case .away: "away"
      }
    #expect(text == verdict)
  }

  @Test func `a folder is taken into use once, and known again`() throws {
    #expect(throws: SecondPlace.Absence.self) { try place.open() }
    #expect(place.absence?.reason.contains("no such folder") == true)
    #expect(tree.names("").contains("big") == false)
    try make("big")
    let first = try place.open().place
    #expect(place.absence == nil)
    #expect(tree.names("big") == [".montaged-cache", "pieces"])
    #expect(try place.open().place == first)
    let other = SecondPlace(path: place.path, size: .bytes(1), ledger: ledger)
    #expect(try other.open().place == first)
  }

  @Test func `nothing is written where its disk was mounted`() throws {
    try make("big")
    let id = try place.open().place
    try move("big", to: "away")
    try make("big")
    #expect(throws: SecondPlace.Absence.self) { try place.open() }
    #expect(tree.names("big") == [])
    try tree.remove("big")
    try move("away", to: "big")
    #expect(try place.open().place == id)
    #expect(place.absence == nil)
  }

  @Test func `another's folder is left alone, until somebody empties its marker`() throws {
    try tree.write("them\n", to: "big/.montaged-cache")
    try tree.write("x", to: "big/pieces/c0ffee.mp4")
    #expect(throws: SecondPlace.Absence.self) { try place.open() }
    #expect(place.absence?.reason.contains("another cache") == true)
    #expect(tree.text("big/.montaged-cache") == "them\n")
    try tree.write("", to: "big/.montaged-cache")
    let id = try place.open().place
    #expect(id != .own)
    #expect(tree.text("big/.montaged-cache") != "")
    #expect(tree.names("big/pieces") == ["c0ffee.mp4"])
  }

  @Test func `what was opened stays that disk`() throws {
    try make("big")
    let opened = try place.open()
    try move("big", to: "away")
    try make("big")
    var file = try OutputFile.create(in: opened.path)
    try file.publish(as: Array("a.mp4".utf8), replacing: false)
    #expect(tree.names("away/pieces") == ["a.mp4"])
    #expect(tree.names("big") == [])
    withExtendedLifetime(opened) {}
  }
}
