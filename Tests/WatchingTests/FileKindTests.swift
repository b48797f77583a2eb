// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Watching

struct FileKindTests {
  @Test(
    arguments: [
      ("GX010023.MP4", .footage), ("clip.Mov", .footage), ("00001.MTS", .footage),
      ("a.b.mkv", .footage), ("caf\u{E9}.webm", .footage), (" .mp4", .footage),
      ("song.flac", .music), ("My Song: Live.MP3", .music), ("x.m4a", .music),
      ("montage.yaml", .config), ("Montage.YAML", .config), ("Summer.montage.yaml", .config),
      ("montaged.defaults.yaml", .defaults), ("montage.cuts.yaml", .cuts),
      ("Summer.cuts.yaml", .cuts), ("notes.yaml", .other), ("mp4", .other), ("mp4.", .other),
      ("photo.jpg", .other), ("IMG_0001.HEIC", .other), ("IMG_0001.MOV", .footage),
      ("A001_C001.braw", .other), ("A001_C001.R3D", .other), ("A001C001.ari", .other),
      ("C0001.CRM", .other), ("frame-0001.dng", .other), ("PAUSE", .junk), ("clip.mp4.txt", .other),
      ("", .junk),
    ] as [(String, FileKind)])
  func `a name tells what a file is for`(name: String, kind: FileKind) {
    #expect(FileKind(name: Array(name.utf8)) == kind)
  }

  @Test(arguments: [
    ".clip.mov.HQ0nyr", ".clip.mov", "._clip.mov", ".DS_Store", "clip.mp4.filepart",
    "clip.mp4.part", "clip.mp4.crdownload", "clip.mp4.ocTransferId17.part", "clip.mov~",
    "~$song.mp3", ".~lock.a.mp4#", ".syncthing.clip.mov.tmp", "~syncthing~clip.mov",
    ".::TMPNAME:D:12%3:a", "GL010023.LRV", "DJI_0001.LRF", "DJI_0001.SRT", "GX010023.THM",
    "C0001M01.XML", "Thumbs.db", "desktop.ini", "Icon\r", ".montaged-0f.tmp",
    ".montaged-folder", "status.html", "status.txt", "LRV_20260101_01.mp4",
  ])
  func `clutter is junk, whatever its ending`(name: String) {
    #expect(FileKind(name: Array(name.utf8)) == .junk)
  }

  @Test func `a name that is no text can be footage`() {
    #expect(FileKind(name: [0x62, 0xFF] + Array(".mov".utf8)) == .footage)
    #expect(FileKind(name: Array("a.m".utf8) + [0xFF]) == .other)
  }

  @Test(arguments: [("a.MTS", true), ("a.m2ts", true), ("a.mp4", false), ("a.mkv", false)])
  func `transport streams have no end mark`(name: String, isOpen: Bool) {
    #expect(FileKind.isOpenEnded(name: Array(name.utf8)) == isOpen)
  }
}
